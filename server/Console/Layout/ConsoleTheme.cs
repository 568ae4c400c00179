using MudBlazor;

namespace RecommendVote.Server.StaffConsole.Layout;

/// <summary>Colours and type of the console. Error and disabled text are darker than the library's, whose contrast is under 4.5:1.</summary>
public static class ConsoleTheme
{
    private static readonly string[] Fonts = ["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "system-ui", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d4e89",
            Secondary = "#5b3f8c",
            AppbarBackground = "#173f6f",
            AppbarText = "#ffffff",
            Background = "#f5f6f8",
            Surface = "#ffffff",
            TextPrimary = "#1b1f24",
            TextSecondary = "#4a5158",
            TextDisabled = "rgba(0,0,0,0.62)",
            ActionDefault = "#4a5158",
            Error = "#b71c1c",
            Warning = "#8a5000",
            Success = "#1b6b34",
            Info = "#1d4e89",
            LinesDefault = "#d5d9de",
            LinesInputs = "#767d85",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = Fonts, FontSize = "1rem", LineHeight = "1.6" },
            Body1 = new Body1Typography { FontSize = "1rem" },
            Body2 = new Body2Typography { FontSize = "0.9375rem" },
            Button = new ButtonTypography { FontSize = "1rem", TextTransform = "none" },
        },
    };
}
