import { HttpService } from "@rbxts/services";
import type { HeaderValue, Http } from "../ports";

export const engineHttp: Http = {
	isEnabled() {
		return HttpService.HttpEnabled;
	},
	postAsync(request) {
		const headers = new Map<string, HeaderValue>();
		headers.set("content-type", "application/json");
		for (const [name, value] of pairs(request.headers)) headers.set(name, value);
		// RequestAsync raises when there is no answer; 4xx and 5xx are answers.
		const [answered, answer] = pcall(() =>
			HttpService.RequestAsync({ Url: request.url, Method: "POST", Headers: headers, Body: request.body }),
		);
		return answered ? { status: answer.StatusCode, body: answer.Body } : undefined;
	},
};
