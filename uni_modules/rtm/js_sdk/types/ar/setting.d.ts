// Generated from sdk/ar/setting.ts of the repository by npm run sdk: change that file, not this one.
/** What `configure` takes. */
export interface ServerSetting {
    /** As `ws://192.168.1.5:7080/rtm` or `wss://rtm.example.com/rtm`. */
    readonly server: string;
}
/**
 * Says where the server is. Call it once in main.ts, before any page. Without it the web uses the address `rtm` beside
 * the page; elsewhere login answers 1.
 *
 * @param options The address.
 *
 * @example configure({ server: 'wss://rtm.example.com/rtm' })
 */
export declare function configure(options: ServerSetting): void;
