import { balanceText, changeText, type ShownBalance } from "./balance-text";

const MARGIN = 16;
const PADDING = 12;
const WIDTH = 220;
const TEXT_COLOR = Color3.fromRGB(255, 255, 255);
const GAIN_COLOR = Color3.fromRGB(120, 220, 140);
const LOSS_COLOR = Color3.fromRGB(240, 130, 120);

function addLabel(parent: Instance, name: string, textSize: number, order: number): TextLabel {
	const label = new Instance("TextLabel");
	label.Name = name;
	label.BackgroundTransparency = 1;
	label.Font = order === 1 ? Enum.Font.GothamBold : Enum.Font.Gotham;
	label.LayoutOrder = order;
	label.Size = new UDim2(1, 0, 0, textSize + 6);
	label.Text = "";
	label.TextColor3 = TEXT_COLOR;
	label.TextSize = textSize;
	label.TextTruncate = Enum.TextTruncate.AtEnd;
	label.TextXAlignment = Enum.TextXAlignment.Right;
	label.Parent = parent;
	return label;
}

function addPanel(parent: Instance): Frame {
	const panel = new Instance("Frame");
	panel.Name = "Panel";
	panel.AnchorPoint = new Vector2(1, 0);
	panel.AutomaticSize = Enum.AutomaticSize.Y;
	panel.BackgroundColor3 = Color3.fromRGB(20, 22, 28);
	panel.BackgroundTransparency = 0.25;
	panel.Position = new UDim2(1, -MARGIN, 0, MARGIN);
	panel.Size = new UDim2(0, WIDTH, 0, 0);
	// An empty panel says nothing; it appears with the first balance.
	panel.Visible = false;
	const corner = new Instance("UICorner");
	corner.CornerRadius = new UDim(0, 10);
	corner.Parent = panel;
	const padding = new Instance("UIPadding");
	padding.PaddingTop = new UDim(0, PADDING);
	padding.PaddingBottom = new UDim(0, PADDING);
	padding.PaddingLeft = new UDim(0, PADDING);
	padding.PaddingRight = new UDim(0, PADDING);
	padding.Parent = panel;
	const layout = new Instance("UIListLayout");
	layout.SortOrder = Enum.SortOrder.LayoutOrder;
	layout.Parent = panel;
	panel.Parent = parent;
	return panel;
}

/** A small panel at the top right. Returns the function that shows a balance on it. */
export function createBalanceHud(playerGui: Instance): (shown: ShownBalance) => void {
	const screen = new Instance("ScreenGui");
	screen.Name = "PurserHud";
	// The balance is the player's, not the character's.
	screen.ResetOnSpawn = false;
	screen.Parent = playerGui;
	const panel = addPanel(screen);
	const balance = addLabel(panel, "Balance", 20, 1);
	const change = addLabel(panel, "Change", 14, 2);
	return (shown) => {
		panel.Visible = true;
		balance.Text = balanceText(shown);
		change.Text = changeText(shown);
		change.TextColor3 = shown.delta < 0 ? LOSS_COLOR : GAIN_COLOR;
	};
}
