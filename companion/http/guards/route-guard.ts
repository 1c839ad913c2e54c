import type { Route } from "../create-app";

/** Stands before a route and may answer in its place. */
export type RouteGuard = (route: Route) => Route;
