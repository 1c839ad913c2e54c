import { HEADER_KEY_ID, HEADER_TIMESTAMP } from "../../../shared/protocol/request-signature";
import { signBatch, spoil } from "../load/request-bytes";
import { inTurn, refused, stored, withHeader, withoutSignature, type Client, type Rule, type Seen } from "./client";

const SKEW_SECONDS = 60;

/** Plays one request that is made by the client. */
function one(make: (client: Client) => Parameters<Client["send"]>[0]): (client: Client) => Promise<readonly Seen[]> {
	return (client) => inTurn(client, make(client));
}

function changed(body: string, from: string, to: string): string {
	if (!body.includes(from)) throw new Error(`the body has no ${from}`);
	return body.replace(from, to);
}

const SIGNATURES: readonly Rule[] = [
	{ name: "a wrong signature is refused", wanted: [refused(401)], play: one((it) => spoil(it.sign(it.fresh()))) },
	{ name: "no signature is refused", wanted: [refused(401)], play: one((it) => withoutSignature(it.sign(it.fresh()))) },
	{
		name: "a body that was changed after signing is refused",
		wanted: [refused(401)],
		play: one((it) => {
			const signed = it.sign(it.fresh());
			return { ...signed, body: changed(signed.body, '"delta":25', '"delta":26') };
		}),
	},
	{
		name: "an unknown key is refused",
		wanted: [refused(401)],
		play: one((it) => withHeader(it.sign(it.fresh()), HEADER_KEY_ID, "nobody.1.nowhere")),
	},
	{
		name: "an old request is refused, however well signed",
		wanted: [refused(401)],
		play: one((it) => {
			const [key] = it.keys;
			if (key === undefined) throw new Error("there is no key to sign with");
			return signBatch(it.fresh(), key, Math.floor(Date.now() / 1000) - SKEW_SECONDS - 5);
		}),
	},
	{
		name: "another time than the signed one is refused",
		wanted: [refused(401)],
		play: one((it) => withHeader(it.sign(it.fresh()), HEADER_TIMESTAMP, String(Math.floor(Date.now() / 1000) + 7))),
	},
	{
		name: "a body is not looked at before its signature",
		wanted: [refused(401)],
		play: one((it) => spoil(it.sign("not JSON"))),
	},
];

const FORMS: readonly Rule[] = [
	{ name: "what is no JSON is refused", wanted: [refused(400)], play: one((it) => it.sign("not JSON")) },
	{ name: "an empty batch is refused", wanted: [refused(400)], play: one((it) => it.sign('{"receipts":[]}')) },
	{ name: "more than 50 receipts are refused", wanted: [refused(400)], play: one((it) => it.sign(it.fresh(51))) },
	{
		name: "a field of another type is refused, and with it the batch",
		wanted: [refused(400)],
		play: one((it) => it.sign(changed(it.fresh(2), '"delta":25', '"delta":"25"'))),
	},
	{
		name: "an amount that is not whole is refused",
		wanted: [refused(400)],
		play: one((it) => it.sign(changed(it.fresh(), '"delta":25', '"delta":25.5'))),
	},
	{
		name: "a request without an idempotency key is refused",
		wanted: [refused(400)],
		play: one((it) => it.sign(it.fresh(), "")),
	},
];

const STORING: readonly Rule[] = [
	{ name: "a receipt is stored", wanted: [stored("stored")], play: one((it) => it.sign(it.fresh())) },
	{
		name: "a batch is stored",
		wanted: [stored("stored", "stored", "stored")],
		play: one((it) => it.sign(it.fresh(3))),
	},
	{
		name: "the same request again is recognised",
		wanted: [stored("stored", "stored"), stored("deduped", "deduped")],
		play: async (it) => {
			const request = it.sign(it.fresh(2));
			return await inTurn(it, request, request);
		},
	},
	{
		name: "the same key with another body is refused",
		wanted: [stored("stored"), refused(409)],
		play: async (it) => await inTurn(it, it.sign(it.fresh(), "chosen-key"), it.sign(it.fresh(), "chosen-key")),
	},
	{
		name: "a known receipt under a new key is recognised",
		wanted: [stored("stored", "stored"), stored("deduped", "deduped")],
		play: async (it) => {
			const body = it.fresh(2);
			return await inTurn(it, it.sign(body), it.sign(body, `other-key-${body.length}`));
		},
	},
	{
		name: "other content under a known revision changes nothing",
		wanted: [stored("stored"), stored("refused"), stored("deduped")],
		play: async (it) => {
			const body = it.fresh();
			const other = changed(body, '"delta":25', '"delta":26');
			return await inTurn(it, it.sign(body), it.sign(other), it.sign(body));
		},
	},
	{
		name: "the same request twice at once takes effect once",
		wanted: [stored("deduped"), stored("stored")],
		play: async (it) => {
			const request = it.sign(it.fresh());
			const seen = await Promise.all([it.send(request), it.send(request)]);
			return seen.toSorted((a, b) => (a.results[0] ?? "").localeCompare(b.results[0] ?? ""));
		},
	},
];

/** The contract as requests and answers; CONTRACT.md has it in words. */
export const RULES: readonly Rule[] = [...SIGNATURES, ...FORMS, ...STORING];
