package rtm.threads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jetbrains.org.objectweb.asm.ClassReader;
import org.jetbrains.org.objectweb.asm.ClassWriter;
import org.jetbrains.org.objectweb.asm.Opcodes;
import org.jetbrains.org.objectweb.asm.tree.AbstractInsnNode;
import org.jetbrains.org.objectweb.asm.tree.ClassNode;
import org.jetbrains.org.objectweb.asm.tree.FieldInsnNode;
import org.jetbrains.org.objectweb.asm.tree.FieldNode;
import org.jetbrains.org.objectweb.asm.tree.InsnList;
import org.jetbrains.org.objectweb.asm.tree.LdcInsnNode;
import org.jetbrains.org.objectweb.asm.tree.MethodInsnNode;
import org.jetbrains.org.objectweb.asm.tree.MethodNode;

/**
 * Puts a question in front of every access to state of the plugin's compiled classes: is this the right thread? State
 * is a field that is written after its constructor, or that holds a collection. What never changes may be read from
 * anywhere, and so may a constructor its own.
 */
public final class Weaver {
  private static final String PACKAGE = "uts/sdk/modules/rtm/";
  private static final Set<String> MESSAGES = Set.of("io/dcloud/uts/UTSJSONObject", "io/dcloud/uts/UTSObject");
  private static final Set<String> COLLECTIONS =
      Set.of("Lio/dcloud/uts/UTSArray;", "Lio/dcloud/uts/Map;", "Ljava/util/LinkedHashSet;", "Ljava/util/HashMap;");
  /** Classes that do not belong to the engine's thread. */
  private static final Map<String, String> ELSEWHERE = Map.of(
      PACKAGE + "Codes", "any", // tables, filled by the class initialiser and only read after it
      PACKAGE + "TextList", "any", // made and dropped within one function
      PACKAGE + "ObjectList", "any", // the same
      PACKAGE + "FrontActivity", "page", // Android calls it on the main thread
      PACKAGE + "DefaultNetwork", "any"); // Android calls it on one thread of its own

  private final List<ClassNode> classes = new ArrayList<>();
  private final Set<String> state = new HashSet<>();
  private int places = 0;

  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]);
    Weaver weaver = new Weaver();
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".class"))::iterator) {
        ClassNode read = new ClassNode();
        new ClassReader(Files.readAllBytes(file)).accept(read, 0);
        weaver.classes.add(read);
      }
    }
    weaver.findState();
    for (ClassNode one : weaver.classes) {
      weaver.weave(one);
      ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      one.accept(writer);
      Path file = to.resolve(one.name + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, writer.toByteArray());
    }
    System.out.println(weaver.state.size() + " fields of state, " + weaver.places + " places that use them");
  }

  private void findState() {
    for (ClassNode one : classes) {
      if (MESSAGES.contains(one.superName)) continue;
      for (FieldNode field : one.fields) if (COLLECTIONS.contains(field.desc)) state.add(one.name + "." + field.name);
    }
    for (ClassNode one : classes) {
      for (MethodNode method : one.methods) for (AbstractInsnNode at : method.instructions) findWrite(one, method, at);
    }
  }

  private void findWrite(ClassNode in, MethodNode method, AbstractInsnNode at) {
    if (at instanceof FieldInsnNode field && at.getOpcode() == Opcodes.PUTFIELD) {
      boolean own =
          field.owner.equals(in.name) && (method.name.equals("<init>") || method.name.equals(setter(field.name)));
      if (!own) addState(field.owner, field.name);
    }
    // A property is written through its setter, which may pass the value on to a delegate.
    if (at instanceof MethodInsnNode call
        && call.name.startsWith("set")
        && !(method.name.equals("<init>") && call.owner.equals(in.name))) {
      for (ClassNode one : classes) {
        if (!one.name.equals(call.owner)) continue;
        for (FieldNode field : one.fields) {
          if (setter(field.name.replace("$delegate", "")).equals(call.name)) addState(one.name, field.name);
        }
      }
    }
  }

  private void addState(String owner, String field) {
    for (ClassNode one : classes) {
      if (one.name.equals(owner) && !MESSAGES.contains(one.superName)) state.add(owner + "." + field);
    }
  }

  private static String setter(String field) {
    return field.isEmpty() ? "" : "set" + Character.toUpperCase(field.charAt(0)) + field.substring(1);
  }

  private void weave(ClassNode one) {
    for (MethodNode method : one.methods) {
      if (method.name.equals("<init>") || method.name.equals("<clinit>")) continue;
      for (AbstractInsnNode at : method.instructions.toArray()) {
        if (!(at instanceof FieldInsnNode field) || !state.contains(field.owner + "." + field.name)) continue;
        String thread = ELSEWHERE.getOrDefault(field.owner, "engine");
        if (thread.equals("any")) continue;
        InsnList question = new InsnList();
        question.add(new LdcInsnNode(field.owner.replace(PACKAGE, "") + "." + field.name + " in " + method.name));
        question.add(
            new MethodInsnNode(
                Opcodes.INVOKESTATIC, "rtm/threads/Confinement", thread, "(Ljava/lang/String;)V", false));
        method.instructions.insertBefore(at, question);
        places++;
      }
    }
  }
}
