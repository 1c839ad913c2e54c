import { type Result, fail, ok } from "../../../shared/result";
import type { CommandOption } from "../bodies/body-types";
import type { JsonObject } from "../../json";
import type { Channel, Guild } from "../model";
import { attachmentPayload, channelPayload, partialMemberPayload, rolePayload, userPayload } from "../payloads";
import { OptionType } from "../rules/option-rules";
import { permissionsIn } from "../permissions";
import type { Upload } from "../state/file-store";
import type { World } from "../world";
import { checkTyped, type Typed } from "./client-checks";

export interface CommandInput {
	/** Words after the command's name that choose a group and a subcommand. */
	readonly path: readonly string[];
	/** Values by option name. People, roles and channels by name or id. */
	readonly options: Readonly<Record<string, Typed>>;
	/** Send whatever was typed, as a modified client could. */
	readonly unchecked: boolean;
	/** Autocomplete: the option being typed; required options may be missing. */
	readonly focused?: string;
}

/** Where a command is typed. */
export interface Place {
	readonly guild: Guild;
	readonly channel: Channel;
}

export interface BuiltInput {
	readonly options: readonly JsonObject[];
	readonly resolved: JsonObject | undefined;
}

/** What the client sends for what was typed, or why it would not let it go. */
export function buildInput(
	declared: readonly CommandOption[],
	input: CommandInput,
	place: Place,
	world: Pick<World, "guilds" | "files">,
): Result<BuiltInput, string> {
	const [next, ...rest] = input.path;
	if (next !== undefined) return buildNested(declared, next, { ...input, path: rest }, place, world);
	const nests = declared.some((option) => option.type <= OptionType.GROUP);
	if (nests) return fail("a subcommand must be chosen");
	const unknown = Object.keys(input.options).find((name) => !declared.some((option) => option.name === name));
	if (unknown !== undefined && !input.unchecked) return fail(`unknown option ${unknown}`);
	const resolver = new Resolver(place, world);
	const options: JsonObject[] = [];
	for (const option of declared) {
		const typed = input.options[option.name];
		if (typed === undefined) {
			if (option.required && !input.unchecked && input.focused === undefined)
				return fail(`required option ${option.name} is missing`);
			continue;
		}
		if (input.focused === option.name && !option.autocomplete) return fail(`option ${option.name} has no autocomplete`);
		const refusal = input.unchecked || input.focused !== undefined ? undefined : checkTyped(option, typed);
		if (refusal !== undefined) return fail(refusal);
		const value = resolver.resolve(option.type, typed);
		options.push({
			name: option.name,
			type: option.type,
			value,
			...(input.focused === option.name ? { focused: true } : {}),
		});
	}
	return ok({ options, resolved: resolver.resolved() });
}

function buildNested(
	declared: readonly CommandOption[],
	next: string,
	input: CommandInput,
	place: Place,
	world: Pick<World, "guilds" | "files">,
): Result<BuiltInput, string> {
	const chosen = declared.find((option) => option.name === next && option.type <= OptionType.GROUP);
	if (!chosen) return fail(`unknown subcommand ${next}`);
	const inner = buildInput(chosen.options ?? [], input, place, world);
	if (!inner.ok) return inner;
	return ok({
		options: [{ name: chosen.name, type: chosen.type, options: inner.value.options }],
		resolved: inner.value.resolved,
	});
}

/** Turns names into ids and keeps the objects that go along in `resolved`. */
class Resolver {
	private readonly found: Record<string, JsonObject> = {};

	constructor(
		private readonly place: Place,
		private readonly world: Pick<World, "guilds" | "files">,
	) {}

	resolve(type: number, typed: Typed): string | number | boolean {
		if (typeof typed === "object") return this.upload(typed);
		if (type === OptionType.USER || type === OptionType.MENTIONABLE)
			return this.resolveMember(String(typed)) ?? this.resolveRole(String(typed)) ?? typed;
		if (type === OptionType.ROLE) return this.resolveRole(String(typed)) ?? typed;
		if (type === OptionType.CHANNEL) return this.resolveChannel(String(typed));
		return typed;
	}

	resolved(): JsonObject | undefined {
		return Object.keys(this.found).length > 0 ? this.found : undefined;
	}

	private upload(upload: Upload): string {
		const attachment = this.world.files.put(upload, "ephemeral-attachments");
		this.put("attachments", attachment.id, { ...attachmentPayload(attachment), ephemeral: true });
		return attachment.id;
	}

	private resolveMember(reference: string): string | undefined {
		const member = this.world.guilds.findMember(this.place.guild, reference);
		if (!member) return undefined;
		this.put("users", member.user.id, userPayload(member.user));
		this.put("members", member.user.id, {
			...partialMemberPayload(member),
			permissions: permissionsIn(this.place.guild, this.place.channel, member).toString(),
		});
		return member.user.id;
	}

	private resolveRole(reference: string): string | undefined {
		const role = [...this.place.guild.roles.values()].find((item) => item.id === reference || item.name === reference);
		if (role) this.put("roles", role.id, rolePayload(role));
		return role?.id;
	}

	private resolveChannel(reference: string): string {
		const channel = this.world.guilds.channelIn(this.place.guild, reference);
		this.put("channels", channel.id, channelPayload(channel));
		return channel.id;
	}

	private put(kind: string, id: string, payload: JsonObject): void {
		this.found[kind] = { ...this.found[kind], [id]: payload };
	}
}
