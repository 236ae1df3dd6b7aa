package uts.sdk.modules.rtm

import java.io.File
import java.io.FileOutputStream
import java.io.IOException

/**
 * Files of the log. Opened for each line: they are few, and so nothing is held that a rename or the end of the app
 * could cut.
 */
class AndroidLogFiles {
    fun open(path: String): Number {
        val file = File(path)
        return if (file.isAbsolute && append(path, "") == 1) file.length() else -1
    }

    fun append(path: String, text: String): Number = attempt {
        FileOutputStream(path, true).use { it.write(text.toByteArray()) }
        true
    }

    fun rename(from: String, to: String): Number = attempt { File(from).renameTo(File(to)) }

    private fun attempt(task: () -> Boolean): Number = try {
        if (task()) 1 else 0
    } catch (fault: IOException) {
        0
    } catch (fault: SecurityException) {
        0
    }
}
