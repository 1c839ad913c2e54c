import ProfileService from "@rbxts/profileservice";
import type { Profile } from "@rbxts/profileservice/globals";
import { walletKey } from "../../../shared/store-keys";
import type { LoadedProfile, Log, ProfileListener, Profiles, ServerIdentity } from "../ports";

/** The tag that travels with the data in one save. */
const TAG_NAME = "purser";

/** How the module names this server in a lock. */
type LockOwner = Pick<ServerIdentity, "placeId" | "jobId">;

interface ProfileData {
	wallet?: unknown;
}

function listenTo(profile: Profile<ProfileData>, server: LockOwner, listener: ProfileListener): void {
	let handedOver = false;
	profile.ListenToRelease((placeId, jobId) => {
		// Was the lock still ours when the module let go of the profile? Then this server let go by itself.
		if (placeId === server.placeId && jobId === server.jobId) listener.releasing();
		else listener.lost();
	});
	// The module says "hop ready" in the very save that found or left the lock not ours, just before "tags updated".
	profile.ListenToHopReady(() => {
		handedOver = true;
	});
	profile.MetaTagsUpdated.Connect(() => {
		const tag = profile.MetaData.MetaTagsLatest.get(TAG_NAME);
		listener.saved(typeIs(tag, "string") ? tag : undefined);
		if (handedOver) listener.closed();
	});
}

function wrap(profile: Profile<ProfileData>, server: LockOwner): LoadedProfile {
	return {
		storedWallet: profile.Data.wallet,
		write(wallet, tag) {
			profile.Data.wallet = wallet;
			profile.SetMetaTag(TAG_NAME, tag);
		},
		requestSave() {
			if (profile.IsActive()) profile.Save();
		},
		release() {
			profile.Release();
		},
		listen(listener) {
			listenTo(profile, server, listener);
		},
	};
}

/** The only file that knows ProfileService 1.4.2. Create it once a server: the module refuses to load a key twice. */
export function createProfiles(storeName: string, server: LockOwner, log: Log): Profiles {
	// The module puts an empty profile in a damaged one's place and goes on: nothing but this signal tells.
	ProfileService.CorruptionSignal.Connect((_, key) => log.alarm("profile-replaced-as-damaged", { key }));
	const store = ProfileService.GetProfileStore<ProfileData>(storeName, {});
	return {
		loadAsync(userId, whenLocked) {
			const handler = whenLocked === "force-load" ? "ForceLoad" : () => "Cancel" as const;
			// The module raises when this server has the key loaded already.
			const [answered, profile] = pcall(() => store.LoadProfileAsync(walletKey(userId), handler));
			if (!answered) {
				log.warn("profile-load-raised", { userId, problem: tostring(profile) });
				return undefined;
			}
			if (profile === undefined) return undefined;
			// Roblox erases by user id, so the entry names its owner.
			profile.AddUserId(userId);
			return wrap(profile, server);
		},
		isStoredAsync() {
			return ProfileService.IsLive();
		},
	};
}
