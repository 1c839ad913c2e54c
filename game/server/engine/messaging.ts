import { MessagingService } from "@rbxts/services";
import type { Messaging } from "../ports";

export const engineMessaging: Messaging = {
	subscribeAsync(topic, hear) {
		const [subscribed] = pcall(() =>
			MessagingService.SubscribeAsync(topic, (message: { Data: unknown }) => {
				if (typeIs(message.Data, "string")) hear(message.Data);
			}),
		);
		return subscribed;
	},
	publishAsync(topic, text) {
		const [published] = pcall(() => MessagingService.PublishAsync(topic, text));
		return published;
	},
};
