/**
 * Thrown out of an import to end a VM for good. It passes through every `pcall` of the Luau side, because only
 * the longjmp marker is caught there; afterwards the instance must never be entered again.
 */
export class VmDead extends Error {
	override readonly name = "VmDead";
}
