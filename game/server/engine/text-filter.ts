import { TextService } from "@rbxts/services";
import type { TextFilter } from "../ports";

export const engineTextFilter: TextFilter = {
	filterAsync(text, userId) {
		// Takes only players of this server for authors, and staff are in Discord: so the reader stands for them. It tries
		// again by itself, and says that a text it could not judge must not be shown to anyone.
		const [answered, filtered] = pcall(() =>
			TextService.FilterStringAsync(text, userId).GetNonChatStringForUserAsync(userId),
		);
		return answered ? filtered : undefined;
	},
};
