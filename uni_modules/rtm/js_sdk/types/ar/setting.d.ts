// Generated from src/ar/setting.ts by npm run sdk: change that file, not this one.
/**
 * Says where the server is. Call it once in main.ts, before any page. Without it the web uses the page's own origin; elsewhere login answers 1.
 * @example configure({ server: 'wss://rtm.example.com/rtm' })
 */
export declare function configure({ server }: {
    readonly server: string;
}): void;
