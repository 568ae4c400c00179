namespace RecommendVote.EndToEnd.Tests.Support;

/// <summary>What an attendee does on the page of a card.</summary>
internal sealed class AttendeePage(Device device)
{
    private IPage Page => device.Page;

    /// <summary>Opens the link of a card and waits until the ballot can be reviewed.</summary>
    public async Task OpenAsync(string link)
    {
        await Page.GotoAsync(link);
        await UsableAsync();
    }

    /// <summary>The ballot stands there and the card is verified.</summary>
    public Task UsableAsync() => device.Button(Word("ballot.review")).WaitForAsync();

    public ILocator Options(string contest) => Page.Locator($"#contest-{contest} ul.options label.option");

    /// <param name="contest">The position's id.</param>
    /// <param name="place">From 0, in ballot order.</param>
    public async Task MarkAsync(string contest, int place)
    {
        await Options(contest).Nth(place).ClickAsync();
        Assert.True(await Options(contest).Nth(place).Locator("input").IsCheckedAsync());
    }

    public Task AbstainAsync(string contest) => Page.Locator($"#contest-{contest} > label.option").ClickAsync();

    /// <summary>The list of choices, once the check code stands there.</summary>
    public async Task<string> ReviewAsync()
    {
        await device.Button(Word("ballot.review")).ClickAsync();
        return await Page.Locator("#check-code").InnerTextAsync();
    }

    /// <summary>Taps the one final button and waits for the verified receipt.</summary>
    /// <returns>The check code.</returns>
    public async Task<string> CastAsync()
    {
        await device.Button(Word("review.cast")).ClickAsync();
        await Page.Locator("#received").WaitForAsync();
        return await Page.Locator("#check-code").InnerTextAsync();
    }

    /// <summary>Waits for the screen of a refusal.</summary>
    /// <returns>Its stable code.</returns>
    public async Task<string> RefusalAsync()
    {
        await Page.Locator("#refused").WaitForAsync();
        return await Page.Locator("#refused").GetAttributeAsync("data-code") ?? "";
    }

    public string Word(string key) => Texts.Client(device.Lang, "voting", key);
}
