// Younger than the list in @rbxts/services.
const encodingService = game.GetService("EncodingService");
const BLOCK_BYTES = 64;
const KEYS_CACHED_MAX = 16;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

const hexOfByte = new Map<string, string>();
for (const byte of $range(0, 255)) hexOfByte.set(string.char(byte), string.format("%02x", byte));

/** Raw bytes, as the engine gives them. */
function hashRaw(text: string): string {
	return encodingService.ComputeStringHash(text, Enum.HashAlgorithm.Sha256);
}

function toHex(raw: string): string {
	const [hex] = string.gsub(raw, ".", hexOfByte);
	return hex;
}

/** Lower-case hex of SHA-256. */
export function sha256Hex(text: string): string {
	return toHex(hashRaw(text));
}

interface KeyBlocks {
	readonly inner: string;
	readonly outer: string;
}

const blocksByKey = new Map<string, KeyBlocks>();

function padKey(key: string, pad: number): string {
	const bytes = [...string.byte(key, 1, -1)];
	const padded: Array<string> = [];
	for (const index of $range(0, BLOCK_BYTES - 1)) padded.push(string.char(bit32.bxor(bytes[index] ?? 0, pad)));
	return padded.join("");
}

/** A server signs with one or two keys all its life, so their padded blocks are kept. */
function blocksOf(secret: string): KeyBlocks {
	const known = blocksByKey.get(secret);
	if (known !== undefined) return known;
	const key = secret.size() > BLOCK_BYTES ? hashRaw(secret) : secret;
	const blocks = { inner: padKey(key, INNER_PAD), outer: padKey(key, OUTER_PAD) };
	if (blocksByKey.size() >= KEYS_CACHED_MAX) blocksByKey.clear();
	blocksByKey.set(secret, blocks);
	return blocks;
}

/** Lower-case hex of HMAC-SHA256 (RFC 2104). The engine has hashes but no HMAC. */
export function hmacSha256Hex(secret: string, text: string): string {
	const blocks = blocksOf(secret);
	return toHex(hashRaw(`${blocks.outer}${hashRaw(`${blocks.inner}${text}`)}`));
}
