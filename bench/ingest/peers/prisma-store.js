import { hashReceipt, isBodyHash, resultOf } from "./contract.js";

/** Prisma's name for a broken uniqueness. */
const NOT_UNIQUE = "P2002";
const TRIES_MAX = 5;

/**
 * Writes one request in one transaction of Prisma. It first tries as if everything were new, which nearly always holds
 * and saves the reads; nothing is answered when the key came with another body before.
 */
export async function createPrismaStore(prisma) {
	const newest = await prisma.auditEntry.aggregate({ _max: { id: true } });
	let lastId = newest._max.id ?? 0n;

	function write({ idempotencyKey, bodyHash }, isKeyNew, news, now) {
		const rows = news.map((item) => toRow((lastId += 1n), item, now));
		const key = { key: idempotencyKey, bodyHash, createdAt: BigInt(now) };
		return prisma.$transaction([
			...(isKeyNew ? [prisma.idempotencyKey.create({ data: key })] : []),
			...(rows.length > 0 ? [prisma.auditEntry.createMany({ data: rows })] : []),
			...(rows.length > 0 ? [prisma.auditDetail.createMany({ data: news.map(toDetail(rows)) })] : []),
		]);
	}

	async function findKey({ idempotencyKey }) {
		if (isBodyHash(idempotencyKey)) return null;
		return await prisma.idempotencyKey.findUnique({ where: { key: idempotencyKey } });
	}

	async function storeCarefully(request, items, now) {
		const known = await findKey(request);
		if (known !== null && known.bodyHash !== request.bodyHash) return undefined;
		const wheres = items.map(({ shipped: { userId, born, receipt } }) => ({
			userId,
			born,
			revision: receipt.revision,
		}));
		const rows = await prisma.auditEntry.findMany({ where: { OR: wheres } });
		const hashes = new Map(rows.map((row) => [`${row.userId} ${row.born} ${row.revision}`, row.receiptHash]));
		const news = [];
		const results = items.map((item) => {
			const { shipped, receiptHash } = item;
			const number = `${shipped.userId} ${shipped.born} ${shipped.receipt.revision}`;
			const knownHash = hashes.get(number);
			if (knownHash === undefined) {
				hashes.set(number, receiptHash);
				news.push(item);
			}
			return resultOf(shipped, knownHash, receiptHash);
		});
		await write(request, known === null && !isBodyHash(request.idempotencyKey), news, now);
		return { results };
	}

	return async (request, now) => {
		const provesItself = isBodyHash(request.idempotencyKey);
		if (provesItself && request.idempotencyKey !== request.bodyHash) return undefined;
		const items = request.receipts.map((shipped) => ({ shipped, receiptHash: hashReceipt(shipped) }));
		for (let tries = 1; ; tries += 1) {
			try {
				if (tries > 1) return await storeCarefully(request, items, now);
				await write(request, !provesItself, items, now);
				return { results: items.map(({ shipped, receiptHash }) => resultOf(shipped, undefined, receiptHash)) };
			} catch (error) {
				if (error.code !== NOT_UNIQUE || tries === TRIES_MAX) throw error;
			}
		}
	};
}

function toRow(id, { shipped: { userId, born, epoch, receipt }, receiptHash }, now) {
	const { revision, commandId, seq, source, kind, code, delta, balance, at } = receipt;
	return {
		...{ id, userId, born, epoch, revision, commandId, seq, source, kind, code, delta, balance, at },
		...{ receiptHash, receivedAt: now },
	};
}

function toDetail(rows) {
	return ({ shipped: { receipt } }, index) => ({
		entryId: rows[index].id,
		actor: receipt.actor,
		reason: receipt.reason,
	});
}
