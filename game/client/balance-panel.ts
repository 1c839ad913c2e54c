import { GuiService, TweenService } from "@rbxts/services";
import type { BalanceNews } from "./balance-news";
import { balanceText, revisionText } from "./hud-text";
import { addList, stylePanel, styleText, TEXT_COLOR } from "./styles";

const BALANCE_SIZE = 20;
const REVISION_SIZE = 12;
const GAIN_COLOR = Color3.fromRGB(120, 220, 140);
const LOSS_COLOR = Color3.fromRGB(240, 130, 120);
const FLASH = new TweenInfo(0.8);

function addLabel(parent: Instance, name: string, order: number, textSize: number): TextLabel {
	const label = new Instance("TextLabel");
	label.Name = name;
	label.BackgroundTransparency = 1;
	label.LayoutOrder = order;
	styleText(label, textSize);
	label.Parent = parent;
	return label;
}

/** The number lights up and fades; it never counts through numbers that the wallet never held. */
function flash(label: TextLabel, delta: number): void {
	if (delta === 0 || GuiService.ReducedMotionEnabled) return;
	label.TextColor3 = delta < 0 ? LOSS_COLOR : GAIN_COLOR;
	TweenService.Create(label, FLASH, { TextColor3: TEXT_COLOR }).Play();
}

/** The balance and its revision. Returns the function that shows one. */
export function addBalancePanel(parent: Instance): (news: BalanceNews) => void {
	const panel = new Instance("Frame");
	panel.Name = "Balance";
	panel.AutomaticSize = Enum.AutomaticSize.XY;
	panel.LayoutOrder = 1;
	panel.Size = new UDim2();
	// An empty panel says nothing, and a balance that was not told is not 0: it appears with the first one.
	panel.Visible = false;
	stylePanel(panel, GuiService.PreferredTransparency);
	addList(panel, Enum.FillDirection.Horizontal);
	const balance = addLabel(panel, "Coins", 1, BALANCE_SIZE);
	const revision = addLabel(panel, "Revision", 2, REVISION_SIZE);
	revision.TextTransparency = 0.4;
	panel.Parent = parent;
	return (news) => {
		balance.Text = balanceText(news);
		revision.Text = revisionText(news);
		panel.Visible = true;
		flash(balance, news.delta);
	};
}
