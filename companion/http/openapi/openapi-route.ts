import type { Answers } from "../answers";
import { hasBearer } from "../check-bearer";
import type { Route } from "../create-app";
import { makeDocument } from "./make-document";

interface Parts {
	readonly config: { readonly serviceKey: string };
	readonly answers: Answers;
}

/** `GET /openapi`: what this companion can be asked. */
export function createOpenApiRoute({ config, answers }: Parts): Route {
	const document = makeDocument();
	return (request) =>
		hasBearer(request, config.serviceKey) ? answers.json(document) : answers.problem("unauthorized");
}
