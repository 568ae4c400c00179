namespace RecommendVote.EndToEnd.Tests.Meeting;

/// <summary>A trustee with an invitation, at a browser of their own.</summary>
internal sealed class TrusteeDesk(Device device, string invitation, string folder, int number)
{
    private const string Passphrase = "correct horse battery staple";

    public Device Device => device;

    private IPage Page => device.Page;

    private string BackupFile => Path.Combine(folder, $"trustee-{number}.json");

    /// <summary>Makes the key and registers it; the rest of the ceremony waits for the manifest.</summary>
    public async Task MakeKeyAsync()
    {
        await Page.GotoAsync(invitation);
        await device.Button(Word("why.start")).ClickAsync();
        await Page.Locator("#passphrase").FillAsync(Passphrase);
        await Page.Locator("#passphrase-again").FillAsync(Passphrase);
        await Page.Locator("button[type=submit]").ClickAsync();
        await Step("manifest").WaitForAsync();
    }

    /// <summary>Saves the sealed backup and loads it back, without which nothing is confirmed.</summary>
    public async Task BackUpAsync()
    {
        await device.Button(Word("backup.download")).WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        var download = await Page.RunAndWaitForDownloadAsync(() => device.Button(Word("backup.download")).ClickAsync());
        await download.SaveAsAsync(BackupFile);
        await UnlockAsync(Page, withFile: true);
    }

    /// <summary>All have rehearsed.</summary>
    public Task RehearsedAsync() => Step("opening").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });

    /// <summary>The tally on the device that has stayed open.</summary>
    public async Task ConsentAsync()
    {
        await Page.Locator("#consent").WaitForAsync(new LocatorWaitForOptions { Timeout = 90_000 });
        await device.Button(Word("tally.sign")).ClickAsync();
    }

    /// <summary>The tally after a reload: the device's own sealed file is opened with the passphrase.</summary>
    public async Task ConsentAfterReloadAsync()
    {
        await Page.ReloadAsync();
        await UnlockAsync(Page, withFile: false);
        await ConsentAsync();
    }

    /// <summary>The tally on another device, from the backup.</summary>
    public async Task ConsentFromBackupAsync(Device other)
    {
        await other.Page.GotoAsync(invitation);
        await UnlockAsync(other.Page, withFile: true);
        await other.Page.Locator("#consent").WaitForAsync(new LocatorWaitForOptions { Timeout = 90_000 });
        await other.Button(Word("tally.sign")).ClickAsync();
        await other.Button(Word("tally.newDeviceNo")).ClickAsync();
    }

    public static Task FinishedAsync(Device on) => on.Page.Locator("#finished").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });

    private static async Task UnlockAsync(IPage page, bool withFile, string file)
    {
        if (withFile)
            await page.Locator("input[type=file]").SetInputFilesAsync(file);
        await page.Locator("#passphrase").FillAsync(Passphrase);
        await page.Locator("button[type=submit]").ClickAsync();
    }

    private Task UnlockAsync(IPage page, bool withFile) => UnlockAsync(page, withFile, BackupFile);

    private ILocator Step(string name) => Page.Locator($"#working[data-step={name}]");

    private string Word(string key) => Texts.Client(device.Lang, "trustee", key);
}
