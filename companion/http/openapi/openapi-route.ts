import type { Answers } from "../answers";
import type { Route } from "../create-app";
import { makeDocument } from "./make-document";

/** `GET /openapi`: what this companion can be asked. */
export function createOpenApiRoute(answers: Answers): Route {
	const document = makeDocument();
	return () => answers.json(document);
}
