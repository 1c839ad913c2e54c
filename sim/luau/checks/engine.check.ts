import { checkScript, isDone, reportScript } from "./script-checks";
import { barePlace, TinyWorld } from "./tiny-world";

const TASKS = `
local order = {}
local function note(text) table.insert(order, text) end
task.defer(note, "defer") task.spawn(note, "spawn") note("main")
task.wait()
checkEqual("spawn, main, defer", table.concat(order, ","), "spawn,main,defer")
local start = os.clock()
local passed = task.wait(0.25)
checkEqual("wait returns the time that passed, on a frame", string.format("%.3f %.3f", passed, os.clock() - start), "0.300 0.300")
order = {}
task.delay(0.2, note, "b") task.delay(0.1, note, "a") task.delay(0.2, note, "c")
task.cancel(task.delay(0.1, note, "cancelled"))
task.wait(0.5)
checkEqual("delays in order of deadline and call", table.concat(order, ","), "a,b,c")
local caught = pcall(task.spawn, function() error("not the caller's") end)
check("errors of a spawned thread do not reach the caller", caught, "")
local event = Instance.new("BindableEvent")
order = {}
event.Event:Connect(function(x) note("first" .. x) task.wait() note("late") end)
event.Event:Once(function(x) note("once" .. x) end)
event:Fire(1) event:Fire(2) note("fired")
task.wait(0.5)
checkEqual("signal order", table.concat(order, ","), if IS_DEFERRED then "fired,first1,once1,first2,late,late" else "first1,once1,first2,fired,late,late")
order = {}
local other = Instance.new("BindableEvent")
local connection = other.Event:Connect(function() note("dropped") end)
other.Event:Connect(function() note("kept") end)
other:Fire() connection:Disconnect()
task.wait(0.2)
checkEqual("Disconnect drops pending calls", table.concat(order, ","), if IS_DEFERRED then "kept" else "dropped,kept")
order = {}
local doomed = Instance.new("BindableEvent")
doomed.Event:Connect(function() note("ran") end)
doomed:Fire() doomed:Destroy() doomed:Fire()
task.wait(0.2)
checkEqual("Destroy keeps pending calls", table.concat(order, ","), "ran")
local depth = 0
local again = Instance.new("BindableEvent")
again.Event:Connect(function() depth += 1 again:Fire() end)
again:Fire() task.wait(0.2)
checkEqual("re-entrancy ends at 10", depth, 10)
local value = nil
task.delay(0.1, function() event:Fire("waited") end)
checkEqual("Wait returns the arguments", event.Event:Wait(), "waited")
`;

const JSON_QUIRKS = `
local function encode(v) return HttpService:JSONEncode(v) end
checkEqual("empty table is an array", encode({}), "[]")
checkEqual("mixed keys lose the strings", encode({ 1, 2, a = 3 }), "[1,2]")
checkEqual("lone number keys become strings", encode({ [5] = true }), '{"5":true}')
checkEqual("numbers", encode({ 1, 0.1, 1e21, -3 }), "[1,0.1,1e+21,-3]")
checkEqual("NaN is let through", encode({ 0 / 0 }), "[nan]")
checkEqual("escapes", encode("a\\"\\\\\\n\\0\\127é"), '"a\\\\"\\\\\\\\\\\\n\\\\u0000\\127é"')
check("cycles raise", not pcall(function() local t = {} t.t = t encode(t) end), "")
check("functions raise", not pcall(encode, { print }), "")
checkEqual("surrogate pairs", HttpService:JSONDecode('"\\\\ud83d\\\\ude00"'), "😀")
checkEqual("nested", encode(HttpService:JSONDecode('{"a":[1,{"b":null}],"c":{}}').a), "[1,[]]")
for _, text in { "{", "[1,]", "nul", "01x", '"a', "nan", "1 2" } do
	check("bad JSON raises: " .. text, not pcall(HttpService.JSONDecode, HttpService, text), "")
end
checkEqual("GUID form", string.match(HttpService:GenerateGUID(false), "^%x+%-%x%x%x%x%-4%x%x%x%-[89ab]%x%x%x%-%x+$") ~= nil, true)
check("GUIDs differ", HttpService:GenerateGUID() ~= HttpService:GenerateGUID(), "")
`;

const HASHES = `
local encoding = game:GetService("EncodingService")
local function hex(text) return (string.gsub(text, ".", function(c) return string.format("%02x", string.byte(c)) end)) end
local function sha(text) return encoding:ComputeStringHash(text, Enum.HashAlgorithm.Sha256) end
checkEqual("SHA-256 of nothing", hex(sha("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
checkEqual("SHA-256 of a million a", hex(sha(string.rep("a", 1e6))), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
checkEqual("MD5 and SHA-1", hex(encoding:ComputeStringHash("abc", Enum.HashAlgorithm.Md5)) .. hex(encoding:ComputeStringHash("abc", Enum.HashAlgorithm.Sha1)),
	"900150983cd24fb0d6963f7d28e17f72a9993e364706816aba3e25717850c26c9cd0d89d")
local function hmac(key, text)
	local inner, outer = {}, {}
	for i = 1, 64 do
		local byte = string.byte(key, i) or 0
		inner[i], outer[i] = string.char(bit32.bxor(byte, 0x36)), string.char(bit32.bxor(byte, 0x5c))
	end
	return sha(table.concat(outer) .. sha(table.concat(inner) .. text))
end
checkEqual("HMAC-SHA256, RFC 4231 case 2", hex(hmac("Jefe", "what do ya want for nothing?")), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
local digest = encoding:ComputeBufferHash(buffer.fromstring("abc"), Enum.HashAlgorithm.Sha256)
checkEqual("buffer hash", hex(buffer.tostring(digest)), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
for _, text in { "", "f", "fo", "foo", "foob\\0\\255" } do
	local encoded = encoding:Base64Encode(buffer.fromstring(text))
	checkEqual("Base64 there and back", hex(buffer.tostring(encoding:Base64Decode(encoded))), hex(text))
end
checkEqual("Base64", buffer.tostring(encoding:Base64Encode(buffer.fromstring("foob"))), "Zm9vYg==")
check("bad Base64 raises", not pcall(encoding.Base64Decode, encoding, buffer.fromstring("a$==")), "")
`;

const WORLD = `
checkEqual("identity", table.concat({ game.JobId, game.PlaceId, game.GameId, game.PlaceVersion }, " "), "job-1 11 22 33")
checkEqual("typeof", table.concat({ typeof(game), typeof(game.ChildAdded), typeof(Enum.SortDirection.Ascending), typeof(DateTime.now()), typeof(UDim2.new()), typeof(1) }, " "),
	"Instance RBXScriptSignal EnumItem DateTime UDim2 number")
local ok, message = pcall(function() return game.Nonsense end)
checkEqual("unknown member raises without position", message, 'Nonsense is not a valid member of DataModel "Game"')
check("unknown class raises", not pcall(Instance.new, "Nonsense"), "")
check("service class can't be created", not pcall(Instance.new, "Players"), "")
check("unknown service raises", not pcall(game.GetService, game, "Nonsense"), "")
check("unknown enum item raises", not pcall(function() return Enum.Font.Nonsense end), "")
local folder = Instance.new("Folder", game:GetService("ServerStorage"))
folder.Name = "Inner"
checkEqual("full name", folder:GetFullName(), "ServerStorage.Inner")
checkEqual("child by name", game.ServerStorage.Inner, folder)
local found = nil
task.spawn(function() found = folder:WaitForChild("Later") end)
local later = Instance.new("StringValue")
later.Name = "Later"
later.Value = "text"
later.Parent = folder
task.wait(0.1)
checkEqual("WaitForChild wakes", found, later)
checkEqual("WaitForChild gives up", folder:WaitForChild("Never", 0.2), nil)
check("wrong property type raises", not pcall(function() later.Value = {} end), "")
folder:Destroy()
checkEqual("destroyed", folder.Parent, nil)
check("Parent is locked", not pcall(function() folder.Parent = workspace end), "")
checkEqual("ISO date", DateTime.fromUnixTimestampMillis(1700000000123):ToIsoDate(), "2023-11-14T22:13:20.123Z")
checkEqual("ISO date back", DateTime.fromIsoDate("2023-11-14T23:13:20+01:00").UnixTimestamp, 1700000000)
checkEqual("bad ISO date", DateTime.fromIsoDate("yesterday"), nil)
checkEqual("leap day", DateTime.fromIsoDate("2024-02-29T00:00:00Z").UnixTimestamp, 1709164800)
local random = Random.new(3)
local number = random:NextInteger(1, 6)
check("random repeats", number >= 1 and number <= 6 and Random.new(3):NextInteger(1, 6) == number, number)
checkEqual("equal values", UDim2.fromScale(1, 2) == UDim2.new(1, 0, 2, 0), true)
check("environment is the script's own", getfenv().script == script and rawget(getfenv(), "game") == nil, "")
check("no way to the kernel's globals", getfenv(0).setfenv ~= nil and getfenv(task.wait).kernel == nil and getfenv(task.wait).task == task, "")
check("libraries are read-only", not pcall(function() DateTime.now = print end), "")
check("kernel functions keep their environment", not pcall(setfenv, task.wait, {}), "")
check("locked metatable", getmetatable(game) == "The metatable is locked", "")
local secret = HttpService:GetSecret("Token"):AddPrefix("Bearer ")
checkEqual("a secret shows only its name", tostring(secret) .. typeof(secret), "Secret(Token)Secret")
check("unknown secret raises", not pcall(HttpService.GetSecret, HttpService, "Other"), "")
local answer = HttpService:RequestAsync({ Url = "https://x.test/a", Method = "POST", Headers = { authorization = secret }, Body = "{}" })
checkEqual("an answer with an error status is no error", tostring(answer.Success) .. answer.StatusCode .. answer.Body, "false404gone")
check("a network failure raises", select(2, pcall(HttpService.GetAsync, HttpService, "https://down.test/")) == "HttpError: ConnectFail", "")
`;

const TITLES: Readonly<Record<string, string>> = { tasks: TASKS, json: JSON_QUIRKS, hashes: HASHES, world: WORLD };

for (const signals of ["deferred", "immediate"] as const) {
	for (const [title, source] of Object.entries(TITLES)) {
		const world = new TinyWorld();
		world.answerOther = () => ({ status: 404, statusText: "Not Found", headers: {}, body: "gone" });
		world.failRequest = (request) =>
			request.kind === "http" && request.url === "https://down.test/" ? "HttpError: ConnectFail" : undefined;
		const flag = `local IS_DEFERRED = ${signals === "deferred"}\n`;
		const server = world.start(barePlace([checkScript(flag + source)]), { signals });
		world.run(30, () => isDone(server));
		reportScript(`${title}, ${signals}`, server);
	}
}
