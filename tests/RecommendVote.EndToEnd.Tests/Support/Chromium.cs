namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>The machine's own Chromium; nothing is downloaded. Without one these tests fail.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    public static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };
    public static readonly ViewportSize Desk = new() { Width = 1280, Height = 800 };

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        this.playwright = playwright;
        Browser = browser;
    }

    public IBrowser Browser { get; }

    /// <param name="camera">A film (.y4m) that stands for the device's camera, or null.</param>
    public static async Task<Chromium> StartAsync(string? camera = null)
    {
        var playwright = await Playwright.CreateAsync();
        string[] film = camera is null ? [] : ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={camera}"];
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Headless = true,
            Args = [.. Arguments, .. film],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A device of its own: a page in a fresh context, in one language and size. Script errors on it fail <see cref="Device.DisposeAsync"/>.</summary>
    public async Task<Device> DeviceAsync(ViewportSize size, string lang = "zh", string? origin = null)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = size,
            Locale = lang == "zh" ? "zh-CN" : "en-GB",
            AcceptDownloads = true,
        });
        if (origin is not null)
            await context.AddCookiesAsync([new Cookie { Name = "recommendvote-language", Value = lang, Url = origin }]);
        await context.AddInitScriptAsync($"try {{ sessionStorage.setItem('rv-lang', '{lang}') }} catch {{ }}");
        context.SetDefaultTimeout(20_000);
        return new Device(context, await context.NewPageAsync(), lang);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        playwright.Dispose();
    }
}
