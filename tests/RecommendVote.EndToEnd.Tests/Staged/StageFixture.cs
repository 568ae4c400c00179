namespace RecommendVote.EndToEnd.Tests.Staged;

/// <summary>The staged meetings behind a server process, shared by all tests that only look at them or use a card of their own.</summary>
public sealed class StageFixture : IAsyncLifetime
{
    private readonly Scratch scratch = new();
    private ServerProcess server = null!;

    internal StagedMeetings Meetings { get; private set; } = null!;

    internal Chromium Chromium { get; private set; } = null!;

    internal string Address { get; private set; } = "";

    /// <summary>A page of the console, signed in as this account.</summary>
    internal async Task<Device> SignedInAsync(string account, ViewportSize size, string lang)
    {
        var device = await Chromium.DeviceAsync(size, lang, Address);
        await device.Page.GotoAsync(Address + "/account/sign-in");
        await device.Page.Locator("#user-name").FillAsync(account);
        await device.Page.Locator("#password").FillAsync(StagedMeetings.PasswordOf(account));
        await device.Button(Texts.Console(lang, "sign-in.do")).ClickAsync();
        await device.Heading(Texts.Console(lang, "meetings.title")).WaitForAsync();
        return device;
    }

    public async ValueTask InitializeAsync()
    {
        Address = FreePort.Address();
        Meetings = await StagedMeetings.MakeAsync(scratch["data"], Address);
        server = await ServerProcess.StartAsync(Address, scratch["data"]);
        Chromium = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Chromium is not null)
            await Chromium.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
        scratch.Dispose();
    }
}

/// <summary>Names the tests that share the staged meetings.</summary>
[CollectionDefinition(Name)]
public sealed class SharedStage : ICollectionFixture<StageFixture>
{
    public const string Name = "stage";
}
