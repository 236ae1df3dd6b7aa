// Generated from sdk/engine/engine.ts of the repository by npm run sdk: change that file, not this one.
/**
 * What a client runs on: the four functions of the plugin for handles. Everything crosses as JSON text, so that it may
 * be a native engine behind a bridge. An app needs this type only to pass an engine on.
 */
export interface RtmEngine {
    /**
     * Opens a client under a name.
     *
     * @param handle The client's name, chosen by the caller.
     * @param options `{"app", "server", "confirm"}`. confirm 1: what the events with a number `confirm` tell is handled
     * when `handled` is called.
     * @param done Takes `{"ok": 1}` or `{"ok": 0, "why", "message"}`.
     */
    open(handle: string, options: string, done: (answer: string) => void): void;
    /**
     * Calls a method of a client.
     *
     * @param handle The client's name.
     * @param method What to do. `handled` with `{"n"}`: the page has had all up to the event with this number.
     * @param args Its arguments, an object.
     * @param done Takes the answer, as `open` does.
     */
    call(handle: string, method: string, args: string, done: (answer: string) => void): void;
    /**
     * Sets the one listener for the events of a client.
     *
     * @param handle The client's name.
     * @param listener Takes each event, an object; replaces the one before.
     */
    listen(handle: string, listener: (event: string) => void): void;
    /**
     * Logs out and forgets the name.
     *
     * @param handle The client's name.
     * @param done Takes the answer, as `open` does.
     */
    close(handle: string, done: (answer: string) => void): void;
    /**
     * Runs a task later and returns what takes it back. Without it `setTimeout` is used.
     *
     * @param ms How much later, in milliseconds.
     * @param task What to run.
     */
    after?(ms: number, task: () => void): () => void;
}
