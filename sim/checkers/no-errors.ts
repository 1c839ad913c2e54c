import type { Checker } from "../run/history";

/** No error goes unhandled, in any game server or in the companion. */
export const checkNoErrors: Checker = (history) => history.errors.map((what) => ({ rule: "errors", what }));
