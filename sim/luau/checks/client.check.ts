import type { InboxRecord, OutboxRecord } from "../records";
import { report, reportEqual } from "./report";
import { barePlace, serverScript, TinyWorld, type TinyServer } from "./tiny-world";

const SERVER = `
local remote = Instance.new("RemoteEvent")
remote.Name = "Wallet.Updated"
remote:SetAttribute("Early", "yes")
remote.Parent = game:GetService("ReplicatedStorage")
game:GetService("Players").PlayerAdded:Connect(function(player)
	task.wait(1)
	player:SetAttribute("Level", 3)
	remote:SetAttribute("Early", nil)
	remote:SetAttribute("Late", true)
end)
remote.OnServerEvent:Connect(function(player, text, list)
	print("from", player.Name, text, #list, list[3])
	remote:FireClient(player, { balance = 250, callback = print }, nil, {})
end)
`;

const CLIENT = `
local player = game:GetService("Players").LocalPlayer
local remote = game:GetService("ReplicatedStorage"):WaitForChild("Wallet.Updated")
local seen = {}
local function see(instance)
	instance.AttributeChanged:Connect(function(name)
		table.insert(seen, name .. "=" .. tostring(instance:GetAttribute(name)))
		print(table.concat(seen, " "))
	end)
end
print(remote:GetAttribute("Early"))
see(player)
see(remote)
local gui = Instance.new("ScreenGui")
local button = Instance.new("TextButton", gui)
button.Text = ""
button.Activated:Connect(function()
	print("pressed")
end)
local frame = Instance.new("Frame")
frame.Size = UDim2.fromOffset(100, 20)
frame.Parent = gui
local label = Instance.new("TextLabel")
label.Font = Enum.Font.GothamBold
label.Text = "..."
label.Parent = frame
local corner = Instance.new("UICorner", frame)
local hidden = Instance.new("TextLabel")
hidden.Text = "hidden"
hidden.Visible = false
hidden.Parent = frame
gui.Parent = player:WaitForChild("PlayerGui")
remote.OnClientEvent:Connect(function(update, nothing, list)
	label.Text = "Balance " .. update.balance .. " " .. tostring(update.callback) .. tostring(nothing) .. #list
end)
remote:FireServer("hello", { 1, 2, 3 })
`;

const place = barePlace([
	serverScript(SERVER),
	{
		parent: "StarterPlayer",
		name: "StarterPlayerScripts",
		className: "StarterPlayerScripts",
		children: [{ name: "Hud", className: "LocalScript", source: CLIENT }],
	},
]);

/** What the other side gets of an outbox. */
function forward(records: readonly OutboxRecord[]): InboxRecord[] {
	return records.flatMap((record) =>
		record.t === "remote" || record.t === "replicate" || record.t === "attribute" ? [record] : [],
	);
}

function screens(client: TinyServer): (readonly string[])[] {
	return client.outbox.flatMap((record) => (record.t === "screen" ? [record.lines] : []));
}

const world = new TinyWorld();
const server = world.start(place);
const client = world.start(place, { side: "client", client: { userId: 5, name: "Ann", displayName: "Ann A" } });
server.inbox.push({ t: "join", userId: 5, name: "Ann", displayName: "Ann A" });
for (let round = 0, sent = 0, received = 0; round < 20; round++) {
	world.run(0.1);
	client.inbox.push(...forward(server.outbox.slice(sent)));
	server.inbox.push(...forward(client.outbox.slice(received)));
	[sent, received] = [server.outbox.length, client.outbox.length];
}
reportEqual("the server hears the client", server.output, ["from Ann hello 3 3"]);
reportEqual("the screen follows", screens(client), [["..."], ["Balance 250 nilnil0"]]);
reportEqual(
	"attributes of what is replicated, and of players, follow",
	client.output.at(-1),
	"Level=3 Early=nil Late=true",
);
const BUTTON = "Players.Ann.PlayerGui.ScreenGui.TextButton";
client.inbox.push({ t: "press", path: BUTTON }, { t: "press", path: "Players.Ann.PlayerGui.ScreenGui.Frame" });
world.run(0.2);
reportEqual("the player presses a button", client.output.at(-1), "pressed");
reportEqual("those from before too", client.output[0], "yes");
report("no errors", server.errors.length + client.errors.length === 0, [server.errors, client.errors]);
