import { checkScript, isDone, reportScript } from "./script-checks";
import { barePlace, TinyWorld } from "./tiny-world";

const TEXT_FILTER = `
game:GetService("Players").PlayerAdded:Wait()
local TextService = game:GetService("TextService")
local function filter(text, userId)
	local ok, result = pcall(TextService.FilterStringAsync, TextService, text, userId)
	return if ok then result:GetNonChatStringForUserAsync(userId) else nil
end
local filtered = nil
task.spawn(function() filtered = filter("hello", 5) end)
checkEqual("filtering yields", filtered, nil)
checkEqual("a text passes", filter("50 coins for the quest of 2026", 5), "50 coins for the quest of 2026")
checkEqual("and goes on", filtered, "hello")
checkEqual("a telephone number does not", filter("call 555-01 23-4!", 5), "call ###########!")
checkEqual("the author is a player of this server", filter("hello", 6), nil)
checkEqual("a text is a text", filter(nil, 5), nil)
`;

const TITLES: Readonly<Record<string, string>> = { "text filter": TEXT_FILTER };

for (const [title, source] of Object.entries(TITLES)) {
	const world = new TinyWorld();
	const server = world.start(barePlace([checkScript(source)]));
	world.run(1);
	server.inbox.push({ t: "join", userId: 5, name: "Ann", displayName: "Ann A" });
	world.run(30, () => isDone(server));
	reportScript(title, server);
}
