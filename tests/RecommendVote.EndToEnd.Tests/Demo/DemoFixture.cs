namespace RecommendVote.EndToEnd.Tests.Demo;

/// <summary>One demonstration for all tests that only look at it or cast a practice card.</summary>
public sealed class DemoFixture : IAsyncLifetime
{
    private readonly Dictionary<string, string> passwords = [];

    internal DemoRun Run { get; private set; } = null!;

    internal DemoOutput Output { get; private set; } = null!;

    internal PracticeCards Cards { get; private set; } = null!;

    internal Chromium Chromium { get; private set; } = null!;

    /// <summary>Signs a member of the demonstration's staff in; at the first time the printed password is changed.</summary>
    internal async Task SignInAsync(Device device, string account)
    {
        var changed = passwords.TryGetValue(account, out var password);
        await device.Page.GotoAsync(Run.Address + "/account/sign-in");
        await device.Page.Locator("#user-name").FillAsync(account);
        await device.Page.Locator("#password").FillAsync(password ?? Output.PasswordOf(account));
        await device.Button(Texts.Console(device.Lang, "sign-in.do")).ClickAsync();
        if (!changed)
        {
            await device.Page.Locator("#current").FillAsync(Output.PasswordOf(account));
            await device.Page.Locator("#replacement").FillAsync(passwords[account] = "another pass-phrase 2026");
            await device.Button(Texts.Console(device.Lang, "password.do")).ClickAsync();
        }
        await device.Heading(Texts.Console(device.Lang, "meetings.title")).WaitForAsync();
    }

    public async ValueTask InitializeAsync()
    {
        Run = new DemoRun();
        Output = await Run.FinishAsync();
        Cards = new PracticeCards(Run);
        Chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.DisposeAsync();
        await Run.DisposeAsync();
    }
}

/// <summary>Names the tests that share one demonstration.</summary>
[CollectionDefinition(Name)]
public sealed class SharedDemonstration : ICollectionFixture<DemoFixture>
{
    public const string Name = "demonstration";
}
