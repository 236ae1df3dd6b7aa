// DCloud's runtime for HarmonyOS, of which the npm set ships no declaration: only what surroundings.uts asks for.
declare class UTSHarmony {
  static getUIAbilityContext(): any | null
}
