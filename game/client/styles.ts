const FONT = Enum.Font.GothamMedium;
export const TEXT_COLOR = Color3.fromRGB(255, 255, 255);
const PANEL_COLOR = Color3.fromRGB(20, 22, 28);
const PANEL_TRANSPARENCY = 0.25;

/** Text that makes its own room: it grows with the words, and with the text size that the player asked the engine for. */
export function styleText(label: TextLabel | TextButton, textSize: number): void {
	label.AutomaticSize = Enum.AutomaticSize.XY;
	label.BorderSizePixel = 0;
	label.Font = FONT;
	label.Size = new UDim2();
	label.Text = "";
	label.TextColor3 = TEXT_COLOR;
	label.TextSize = textSize;
}

/** The look of a panel: dark, round, and as opaque as the player wants backgrounds. */
export function stylePanel(panel: Frame | TextButton, preferredTransparency: number): void {
	panel.BackgroundColor3 = PANEL_COLOR;
	panel.BackgroundTransparency = PANEL_TRANSPARENCY * preferredTransparency;
	const corner = new Instance("UICorner");
	corner.CornerRadius = new UDim(0, 10);
	corner.Parent = panel;
	const padding = new Instance("UIPadding");
	padding.PaddingTop = new UDim(0, 8);
	padding.PaddingBottom = new UDim(0, 8);
	padding.PaddingLeft = new UDim(0, 14);
	padding.PaddingRight = new UDim(0, 14);
	padding.Parent = panel;
}

export function addList(parent: Instance, direction: Enum.FillDirection): void {
	const layout = new Instance("UIListLayout");
	layout.FillDirection = direction;
	layout.HorizontalAlignment = Enum.HorizontalAlignment.Center;
	layout.VerticalAlignment = Enum.VerticalAlignment.Center;
	layout.Padding = new UDim(0, 6);
	layout.SortOrder = Enum.SortOrder.LayoutOrder;
	layout.Parent = parent;
}
