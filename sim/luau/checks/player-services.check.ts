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

const TWEENS = `
local TweenService = game:GetService("TweenService")
local label = Instance.new("TextLabel")
local dark, light = Color3.new(0, 0, 0), Color3.new(1, 1, 1)
label.TextColor3 = dark
local tween = TweenService:Create(label, TweenInfo.new(0.5), { TextColor3 = light })
tween:Play()
checkEqual("a tween begins where the property is", label.TextColor3, dark)
checkEqual("it says when it ends", tween.Completed:Wait(), Enum.PlaybackState.Completed)
checkEqual("and ends at its goal", label.TextColor3, light)
tween = TweenService:Create(label, TweenInfo.new(0.5), { TextColor3 = dark })
tween:Play()
tween:Cancel()
task.wait(1)
checkEqual("a cancelled one sets nothing", label.TextColor3, light)
tween:Play()
TweenService:Create(label, TweenInfo.new(0.1), { TextColor3 = Color3.new(1, 0, 0) }):Play()
checkEqual("of two on one property the first is cancelled", tween.PlaybackState, Enum.PlaybackState.Cancelled)
task.wait(1)
checkEqual("and the second one ends", label.TextColor3, Color3.new(1, 0, 0))
local endless = TweenService:Create(label, TweenInfo.new(0.1, Enum.EasingStyle.Linear, Enum.EasingDirection.In, -1), { TextSize = 30 })
endless:Play()
task.wait(1)
checkEqual("one that repeats for ever does not end", endless.PlaybackState, Enum.PlaybackState.Playing)
TweenService:Create(label, TweenInfo.new(0.2, nil, nil, 0, true), { TextSize = 40 }):Play()
task.wait(1)
checkEqual("there and back again", label.TextSize, 14)
check("a text has nothing in between", not pcall(TweenService.Create, TweenService, label, TweenInfo.new(), { Text = "x" }), "")
check("a goal has the property's type", not pcall(TweenService.Create, TweenService, label, TweenInfo.new(), { TextSize = dark }), "")
check("a property has to be there", not pcall(TweenService.Create, TweenService, label, TweenInfo.new(), { Nonsense = 1 }), "")
local button = Instance.new("TextButton")
local GuiService = game:GetService("GuiService")
checkEqual("nothing is selected", GuiService.SelectedObject, nil)
GuiService.SelectedObject = button
checkEqual("until a script or a player selects it", GuiService.SelectedObject, button)
check("buttons can be selected and labels not", button.Selectable and not label.Selectable, "")
`;

const TITLES: Readonly<Record<string, string>> = { "text filter": TEXT_FILTER, interface: TWEENS };

for (const [title, source] of Object.entries(TITLES)) {
	const world = new TinyWorld();
	const server = world.start(barePlace([checkScript(source)]));
	world.run(1);
	server.inbox.push({ t: "join", userId: 5, name: "Ann", displayName: "Ann A" });
	world.run(30, () => isDone(server));
	reportScript(title, server);
}
