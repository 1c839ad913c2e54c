import type { Database } from "bun:sqlite";

export interface StatementWatch {
	/** Runs before and after each statement with its text; may throw, and then the statement's caller gets that. */
	readonly before: (sql: string) => void;
	readonly after: (sql: string) => void;
}

const RUNNERS: readonly unknown[] = ["all", "get", "run", "values"];

/** The same database with somebody watching each statement, so that a process can be killed between any two. */
export function watchStatements(database: Database, watch: StatementWatch): Database {
	const prepared = new WeakMap<object, object>();

	function run<Value>(sql: string, execute: () => Value): Value {
		watch.before(sql);
		const value = execute();
		watch.after(sql);
		return value;
	}

	function watchStatement(statement: object, sql: string): object {
		const known = prepared.get(statement);
		if (known !== undefined) return known;
		const watched = new Proxy(statement, {
			get(target, name): unknown {
				const member: unknown = Reflect.get(target, name, target);
				if (typeof member !== "function") return member;
				if (!RUNNERS.includes(name)) return member.bind(target);
				return (...args: readonly unknown[]): unknown => run(sql, () => Reflect.apply(member, target, args) as unknown);
			},
		});
		prepared.set(statement, watched);
		return watched;
	}

	return new Proxy(database, {
		get(target, name): unknown {
			const member: unknown = Reflect.get(target, name, target);
			if (typeof member !== "function") return member;
			if (name === "run" || name === "exec") {
				return (sql: string, ...args: readonly unknown[]): unknown =>
					run(sql, () => Reflect.apply(member, target, [sql, ...args]) as unknown);
			}
			if (name === "query" || name === "prepare") {
				return (sql: string, ...args: readonly unknown[]): unknown => {
					const statement: unknown = Reflect.apply(member, target, [sql, ...args]);
					return typeof statement === "object" && statement !== null ? watchStatement(statement, sql) : statement;
				};
			}
			return member.bind(target);
		},
	});
}
