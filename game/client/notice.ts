import { GuiService } from "@rbxts/services";
import { stylePanel, styleText } from "./styles";

const NOTICE_SECONDS = 8;
const TEXT_SIZE = 16;
/** Fingers need that much; words of a long reason wrap beyond that. */
const HEIGHT_MIN = 44;
const WIDTH_MAX = 340;

/** Runs something later. Returns a function that cancels. */
export type Later = (seconds: number, run: () => void) => () => void;

function createButton(): TextButton {
	const button = new Instance("TextButton");
	button.Name = "Notice";
	button.LayoutOrder = 2;
	button.TextWrapped = true;
	button.Visible = false;
	styleText(button, TEXT_SIZE);
	stylePanel(button, GuiService.PreferredTransparency);
	const bounds = new Instance("UISizeConstraint");
	bounds.MinSize = new Vector2(HEIGHT_MIN, HEIGHT_MIN);
	bounds.MaxSize = new Vector2(WIDTH_MAX, math.huge);
	bounds.Parent = button;
	return button;
}

/**
 * What changed, for some seconds or until the player presses it: a click, a tap, or Enter or A once it is selected. It
 * never takes the selection by itself, since somebody is playing; but it stays while the player has it selected.
 * Returns the function that shows a text.
 */
export function addNotice(parent: Instance, later: Later): (text: string) => void {
	const button = createButton();
	let cancel: (() => void) | undefined;

	const stopWaiting = () => {
		cancel?.();
		cancel = undefined;
	};
	const hide = () => {
		stopWaiting();
		button.Visible = false;
		// A selection that nobody sees would keep a gamepad in the interface.
		if (GuiService.SelectedObject === button) GuiService.SelectedObject = undefined;
	};
	const hideLater = () => {
		cancel = later(NOTICE_SECONDS, () => {
			// What runs now cannot be cancelled any more.
			cancel = undefined;
			if (GuiService.SelectedObject === button) hideLater();
			else hide();
		});
	};
	button.Activated.Connect(hide);
	button.Parent = parent;
	return (text) => {
		stopWaiting();
		button.Text = text;
		button.Visible = true;
		hideLater();
	};
}
