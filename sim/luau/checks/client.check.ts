import type { InboxRecord, OutboxRecord } from "../records";
import { report, reportEqual } from "./report";
import { barePlace, serverScript, TinyWorld, type TinyServer } from "./tiny-world";

const SERVER = `
local remote = Instance.new("RemoteEvent")
remote.Name = "Wallet.Updated"
remote.Parent = game:GetService("ReplicatedStorage")
remote.OnServerEvent:Connect(function(player, text, list)
	print("from", player.Name, text, #list, list[3])
	remote:FireClient(player, { balance = 250, callback = print }, nil, {})
end)
`;

const CLIENT = `
local player = game:GetService("Players").LocalPlayer
local remote = game:GetService("ReplicatedStorage"):WaitForChild("Wallet.Updated")
local gui = Instance.new("ScreenGui")
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
	return records.flatMap((record) => (record.t === "remote" || record.t === "replicate" ? [record] : []));
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
report("no errors", server.errors.length + client.errors.length === 0, [server.errors, client.errors]);
