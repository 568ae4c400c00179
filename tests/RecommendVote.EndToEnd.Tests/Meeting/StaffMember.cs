using System.Text.Json;

namespace RecommendVote.EndToEnd.Tests.Meeting;

/// <summary>A member of staff at a browser of their own: signs in, makes a signing key, signs what waits.</summary>
internal sealed class StaffMember(Device device, string address, string account)
{
    private const string Password = "a long pass-phrase 2026";

    private string keyFile = "";

    public Device Device => device;

    public IPage Page => device.Page;

    public string Word(string key) => Texts.Console(device.Lang, key);

    public async Task SignInAsync(string oneTimePassword)
    {
        await Page.GotoAsync(address + "/account/sign-in");
        await Page.Locator("#user-name").FillAsync(account);
        await Page.Locator("#password").FillAsync(oneTimePassword);
        await device.Button(Word("sign-in.do")).ClickAsync();
        await Page.Locator("#current").FillAsync(oneTimePassword);
        await Page.Locator("#replacement").FillAsync(Password);
        await device.Button(Word("password.do")).ClickAsync();
        await device.Heading(Word("meetings.title")).WaitForAsync();
    }

    public Task GoAsync(string path) => Page.GotoAsync(address + path);

    public async Task FillAsync(string label, string value, ILocator? within = null)
    {
        var field = within is null
            ? Page.GetByLabel(label, new PageGetByLabelOptions { Exact = true })
            : within.GetByLabel(label, new LocatorGetByLabelOptions { Exact = true });
        await field.FillAsync(value);
        await field.PressAsync("Tab");
    }

    public Task PressAsync(string key) => device.Button(Word(key)).ClickAsync();

    /// <summary>Makes the key, saves the sealed file, loads it back; the server gets the public half only.</summary>
    public async Task MakeKeyAsync(string suiteLabel, string folder)
    {
        await GoAsync("/my-key");
        await Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = $"{Officer("key.make")} · {suiteLabel}" }).ClickAsync();
        await Page.Locator("#passphrase").FillAsync(Password);
        await Page.Locator("#passphrase-again").FillAsync(Password);
        await Page.Locator(".signing button[type=submit]").ClickAsync();
        var download = await Page.RunAndWaitForDownloadAsync(() => device.Button(Officer("key.download")).ClickAsync());
        keyFile = Path.Combine(folder, download.SuggestedFilename);
        await download.SaveAsAsync(keyFile);
        await GiveKeyAsync(".signing");
        await Page.Locator(".signing button[type=submit]").ClickAsync();
        await Page.Locator("#key-done").WaitForAsync();
    }

    /// <summary>Reads and signs the proposal that the page shows.</summary>
    /// <returns>True when all signatures are there and the entry stands in the record.</returns>
    public async Task<bool> SignHereAsync(string? picture = null)
    {
        await Page.Locator(".signing label.check input").CheckAsync();
        if (picture is not null)
            await device.PictureAsync(picture, whole: true);
        await GiveKeyAsync(".signing");
        var answer = await Page.RunAndWaitForResponseAsync(
            () => Page.Locator(".signing button[type=submit]").ClickAsync(), response => response.Url.EndsWith("/signature", StringComparison.Ordinal));
        var text = await answer.TextAsync();
        Assert.True(answer.Ok, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("complete").GetBoolean();
    }

    /// <summary>Opens the officer's own tab, which cosigns by itself, and waits until it holds the newest checkpoint.</summary>
    public async Task WitnessAsync(string meeting, string? picture = null)
    {
        await GoAsync($"/meetings/{meeting}/witness");
        await GiveKeyAsync("#witness");
        await Page.Locator("#witness button[type=submit]").ClickAsync();
        await Page.Locator("#witness[data-at=cosigned], #witness[data-at=same]").First.WaitForAsync();
        if (picture is not null)
            await device.PictureAsync(picture, whole: true);
    }

    /// <summary>Opens the meeting's page of documents and signs the one that waits for this person.</summary>
    public async Task<bool> SignAsync(string meeting, string? picture = null)
    {
        await GoAsync($"/meetings/{meeting}/sign");
        return await SignHereAsync(picture);
    }

    /// <summary>Holding a button, by keyboard: pressed twice. A page that has only just been drawn does not listen yet, and is pressed again.</summary>
    public async Task HoldAsync(string key)
    {
        var button = Page.Locator("button.hold", new PageLocatorOptions { HasText = Word(key) });
        var again = Page.Locator("button.hold", new PageLocatorOptions { HasText = Word("hold.again") });
        for (var attempt = 1; ; attempt++)
        {
            await button.FocusAsync();
            await button.PressAsync("Enter");
            try
            {
                await again.WaitForAsync(new LocatorWaitForOptions { Timeout = 5000 });
                break;
            }
            catch (TimeoutException) when (attempt < 5)
            {
                // The press was lost.
            }
        }
        await again.PressAsync("Enter");
    }

    private async Task GiveKeyAsync(string panel)
    {
        await Page.Locator($"{panel} input[type=file]").SetInputFilesAsync(keyFile);
        await Page.Locator($"{panel} #passphrase").FillAsync(Password);
    }

    private string Officer(string key) => Texts.Client(device.Lang, "officer", key);
}
