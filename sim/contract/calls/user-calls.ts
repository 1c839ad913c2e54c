import { given, refused, type ClientCall, type LocalScene } from "./scene";

/** No account is that young. */
const NOBODY_ID = Number.MAX_SAFE_INTEGER;

function manyNames(name: string): readonly string[] {
	return [...Array.from({ length: 130 }, (_, index) => `prsr_nobody_${index}`), name];
}

export const USER_CALLS: readonly ClientCall[] = [
	{
		name: "users.get: somebody",
		run: ({ v1, user }) => v1.users.get(user.userId),
		expected: ({ user }) => given(user),
	},
	{
		name: "users.get: nobody",
		run: ({ v1 }) => v1.users.get(NOBODY_ID),
		expected: () => given(undefined),
	},
	{
		name: "users.get: a key that Roblox does not know",
		run: ({ stranger, user }) => stranger.users.get(user.userId),
		expected: () => refused("unauthorized"),
	},
	{
		name: "users.findByNames: in another case",
		run: async ({ v1, user }) => {
			const found = await v1.users.findByNames([user.name.toUpperCase()]);
			return found.ok ? [...found.value] : found;
		},
		expected: ({ user }) => [[user.name.toLowerCase(), user]],
	},
	{
		name: "users.findByNames: many, in batches",
		run: async ({ v1, user }) => {
			const found = await v1.users.findByNames(manyNames(user.name));
			return found.ok ? given(found.value.get(user.name.toLowerCase())) : found;
		},
		expected: ({ user }) => given(user),
	},
	{
		name: "users.findByIds: somebody and nobody",
		run: ({ v1, user }) => v1.users.findByIds([user.userId, NOBODY_ID]),
		expected: ({ user }) => given([user]),
	},
];

export const LOCAL_USER_CALLS: readonly ClientCall<LocalScene>[] = [
	{
		name: "users.get: a terminated account, which is still shown",
		run: ({ v1, terminated }) => v1.users.get(terminated.userId),
		expected: ({ terminated }) => given(terminated),
	},
	{
		name: "users.findByNames: a terminated account is left out",
		run: async ({ v1, user, terminated }) => {
			const found = await v1.users.findByNames([terminated.name, user.name]);
			return found.ok ? [...found.value.values()] : found;
		},
		expected: ({ user }) => [user],
	},
	{
		name: "users.findByIds: a terminated account is left out, many in batches",
		run: ({ v1, user, terminated }) => {
			const nobody = Array.from({ length: 250 }, (_, index) => 900_000 + index);
			return v1.users.findByIds([...nobody, terminated.userId, user.userId]);
		},
		expected: ({ user }) => given([user]),
	},
];
