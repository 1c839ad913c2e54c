import { defineChange } from "./change-wallet";

export const give = defineChange({
	name: "give",
	description: "Add coins to a player's wallet",
	example: "/give user:builder_man amount:250 reason:Build contest txn:contest-1",
	sign: 1,
});
