import { addBalancePanel } from "./balance-panel";
import type { BalanceNews } from "./balance-news";
import { scaleFor } from "./hud-scale";
import { noticeText } from "./hud-text";
import { addList } from "./styles";
import { addNotice, type Later } from "./notice";

const MARGIN = 8;

export interface BalanceHud {
	show(news: BalanceNews): void;
	/** Hidden, it goes on listening, and shows the newest balance when it comes back. */
	setVisible(isVisible: boolean): void;
}

function createScreen(): ScreenGui {
	const screen = new Instance("ScreenGui");
	screen.Name = "PurserHud";
	// The balance is the player's, not the character's.
	screen.ResetOnSpawn = false;
	// Clear of Roblox's top bar, of notches and of rounded corners.
	screen.ScreenInsets = Enum.ScreenInsets.CoreUISafeInsets;
	return screen;
}

/** At the top in the middle: chat is on the left, the list of players on the right, and thumbs are below. */
function addStack(screen: ScreenGui): Frame {
	const stack = new Instance("Frame");
	stack.Name = "Stack";
	stack.AnchorPoint = new Vector2(0.5, 0);
	stack.AutomaticSize = Enum.AutomaticSize.XY;
	stack.BackgroundTransparency = 1;
	stack.Position = new UDim2(0.5, 0, 0, MARGIN);
	stack.Size = new UDim2();
	addList(stack, Enum.FillDirection.Vertical);
	const scale = new Instance("UIScale");
	scale.Parent = stack;
	const fit = () => {
		scale.Scale = scaleFor(screen.AbsoluteSize.X, screen.AbsoluteSize.Y);
	};
	screen.GetPropertyChangedSignal("AbsoluteSize").Connect(fit);
	fit();
	stack.Parent = screen;
	return stack;
}

export function createBalanceHud(parent: Instance, later: Later): BalanceHud {
	const screen = createScreen();
	screen.Parent = parent;
	const stack = addStack(screen);
	const showBalance = addBalancePanel(stack);
	const showNotice = addNotice(stack, later);
	return {
		show(news) {
			showBalance(news);
			const text = noticeText(news);
			if (text !== "") showNotice(text);
		},
		setVisible(isVisible) {
			screen.Enabled = isVisible;
		},
	};
}
