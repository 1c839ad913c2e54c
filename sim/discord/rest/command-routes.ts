import type { CommandBody } from "../bodies/body-types";
import { bodyReader } from "../bodies/body-schemas";
import { FormErrors } from "../form-errors";
import { checkCommand } from "../rules/command-rules";
import type { RegisteredCommand, RegistryRefusal } from "../state/command-registry";
import type { World } from "../world";
import {
	type ApiAnswer,
	type ApiCall,
	NO_CONTENT,
	Refusal,
	type Route,
	answerWith,
	refuse,
	refuseForm,
} from "./api-answer";

const COMMAND_LIMIT = { requests: 20, seconds: 20 } as const;

const REGISTRY_ANSWERS: Readonly<Record<RegistryRefusal, ApiAnswer>> = {
	"too-many": refuse(400, 30032, "Maximum number of application commands reached"),
	"daily-limit": refuse(400, 30034, "Max number of daily application command creates has been reached (200)"),
	"name-taken": refuse(400, 40041, "An application command with that name already exists"),
};

/** Registration, once for global commands and once for those of a guild. */
export function commandRoutes(world: World): readonly Route[] {
	// `commands/permissions` would otherwise be taken for the command of that id.
	return [...permissionRoutes(world), ...scopeRoutes(world, false), ...scopeRoutes(world, true)];
}

function scopeRoutes(world: World, guild: boolean): readonly Route[] {
	const name = guild ? "guild_application_command" : "application_command";
	const list = guild ? "/applications/{application}/guilds/{guild}/commands" : "/applications/{application}/commands";
	const one = `${list}/{command}`;
	const readOne = bodyReader<CommandBody>(`create_${name}`);
	const readPatch = bodyReader<Partial<CommandBody>>(`update_${name}`);
	const readAll = bodyReader<readonly CommandBody[] | null>(`bulk_set_${name}s`);
	const route = (
		operation: string,
		method: string,
		path: string,
		act: (call: ApiCall, scope: string | null) => ApiAnswer,
	): Route => ({
		operation,
		method,
		path,
		auth: "bot",
		limit: COMMAND_LIMIT,
		handle: (call) => checkScope(world, call, guild) ?? act(call, call.params["guild"] ?? null),
	});
	const withCommand =
		(act: (command: RegisteredCommand, call: ApiCall) => ApiAnswer) => (call: ApiCall, scope: string | null) => {
			const command = world.commands.find(scope, call.params["command"] ?? "");
			return command ? act(command, call) : Refusal.unknownCommand;
		};
	return [
		route(`list_${name}s`, "GET", list, (_call, scope) => listAnswer(world, scope)),
		route(`bulk_set_${name}s`, "PUT", list, (call, scope) => {
			const body = readAll(call.body);
			return body.ok ? overwrite(world, scope, body.value ?? []) : refuseForm(body.error);
		}),
		route(`create_${name}`, "POST", list, (call, scope) => {
			const body = readOne(call.body);
			return body.ok ? create(world, scope, body.value) : refuseForm(body.error);
		}),
		route(
			`get_${name}`,
			"GET",
			one,
			withCommand((command) => answerWith(world.commands.toPayload(command))),
		),
		route(
			`update_${name}`,
			"PATCH",
			one,
			withCommand((command, call) => {
				const body = readPatch(call.body);
				return body.ok ? patch(world, command, body.value) : refuseForm(body.error);
			}),
		),
		route(
			`delete_${name}`,
			"DELETE",
			one,
			withCommand((command) => {
				world.commands.remove(command);
				return NO_CONTENT;
			}),
		),
	];
}

function permissionRoutes(world: World): readonly Route[] {
	const list = "/applications/{application}/guilds/{guild}/commands/permissions";
	const one = "/applications/{application}/guilds/{guild}/commands/{command}/permissions";
	const describe = (guildId: string, id: string): Record<string, unknown> => ({
		id,
		application_id: world.applicationId,
		guild_id: guildId,
		permissions: world.commands.permissionsOf(guildId, id),
	});
	const shared = { auth: "bot", limit: COMMAND_LIMIT } as const;
	const get = (call: ApiCall): ApiAnswer => {
		const { guild = "", command = "" } = call.params;
		const known = world.commands.permissionsOf(guild, command);
		return known.length > 0
			? answerWith(describe(guild, command))
			: refuse(404, 10066, "Unknown application command permissions");
	};
	const getAll = (call: ApiCall): ApiAnswer => {
		const { guild = "" } = call.params;
		const commands = [...world.commands.list(guild), ...world.commands.list(null)];
		const changed = commands.filter((command) => world.commands.permissionsOf(guild, command.id).length > 0);
		return answerWith(changed.map((command) => describe(guild, command.id)));
	};
	return [
		{ ...shared, operation: "list_guild_application_command_permissions", method: "GET", path: list, handle: getAll },
		{ ...shared, operation: "get_guild_application_command_permissions", method: "GET", path: one, handle: get },
		// Needs a person's Bearer token since "Permissions v2"; a bot never may.
		{
			...shared,
			operation: "set_guild_application_command_permissions",
			method: "PUT",
			path: one,
			handle: () => Refusal.botsCannot,
		},
	];
}

function checkScope(world: World, call: ApiCall, guild: boolean): ApiAnswer | undefined {
	if (call.params["application"] !== world.applicationId) return refuse(404, 10002, "Unknown Application");
	if (guild && !world.guilds.guilds.has(call.params["guild"] ?? "")) return Refusal.missingAccess;
	return undefined;
}

function listAnswer(world: World, scope: string | null): ApiAnswer {
	return answerWith(world.commands.list(scope).map((command) => world.commands.toPayload(command)));
}

function overwrite(world: World, scope: string | null, bodies: readonly CommandBody[]): ApiAnswer {
	const errors = new FormErrors();
	const names = new Set<string>();
	bodies.forEach((body, index) => {
		errors.addAll(checkCommand(body, scope !== null), [index]);
		const key = `${body.type ?? 1}/${body.name}`;
		if (names.has(key))
			errors.add([index], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
		names.add(key);
	});
	if (!errors.empty) return refuseForm(errors);
	const refusal = world.commands.overwrite(scope, bodies);
	return refusal ? REGISTRY_ANSWERS[refusal] : listAnswer(world, scope);
}

function create(world: World, scope: string | null, body: CommandBody): ApiAnswer {
	const errors = checkCommand(body, scope !== null);
	if (!errors.empty) return refuseForm(errors);
	const result = world.commands.upsert(scope, body);
	if (typeof result === "string") return REGISTRY_ANSWERS[result];
	return answerWith(world.commands.toPayload(result.command), result.created ? 201 : 200);
}

function patch(world: World, command: RegisteredCommand, changes: Partial<CommandBody>): ApiAnswer {
	const body: CommandBody = { ...command.body, ...changes, type: command.type };
	const errors = checkCommand(body, command.guildId !== null);
	if (!errors.empty) return refuseForm(errors);
	const result = world.commands.replace(command, body);
	return typeof result === "string" ? REGISTRY_ANSWERS[result] : answerWith(world.commands.toPayload(result));
}
