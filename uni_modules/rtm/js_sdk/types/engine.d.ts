// Generated from src/engine.ts by npm run sdk: change that file, not this one.
/**
 * What a client runs on: the four functions of the plugin for handles. Everything crosses as JSON text, so that it may be a native engine behind a bridge.
 * An app needs this type only to pass an engine on.
 */
export interface RtmEngine {
    /** Opens a client under a name. options: `{"app", "server"}`. */
    open(handle: string, options: string, done: (answer: string) => void): void;
    /** Calls a method of a client. */
    call(handle: string, method: string, args: string, done: (answer: string) => void): void;
    /** Sets the one listener for the events of a client. */
    listen(handle: string, listener: (event: string) => void): void;
    /** Logs out and forgets the name. */
    close(handle: string, done: (answer: string) => void): void;
    /** Runs a task later and returns what takes it back. Without it `setTimeout` is used. */
    after?(ms: number, task: () => void): () => void;
}
