/** Names the folder with Roblox's official OpenAPI files; they are not ours to publish, so a clone may be without them. */
export const FOLDER_VARIABLE = "ROBLOX_OPENAPI_DIR";
