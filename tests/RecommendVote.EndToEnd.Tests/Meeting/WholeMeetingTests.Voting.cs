using RecommendVote.Crypto;
using RecommendVote.Record;
using RecommendVote.Server.Demo;

namespace RecommendVote.EndToEnd.Tests.Meeting;

public sealed partial class WholeMeetingTests
{
    /// <summary>What is counted, by position and option id (null abstains): every cast notes here what it should come to.</summary>
    private readonly List<(string Contest, string? Option)> expected = [];

    private readonly List<Traffic> traffic = [];
    private Device firstPhone = null!;
    private Chromium? cameraChromium;

    private async Task step_8_an_attendee_casts_on_a_phone()
    {
        firstPhone = await PhoneAsync();
        var attendee = new AttendeePage(firstPhone);
        await attendee.OpenAsync(cards[0]);
        Assert.DoesNotContain("#", firstPhone.Page.Url, StringComparison.Ordinal);
        await attendee.MarkAsync("P1", 0);
        await attendee.MarkAsync("P2", 1);
        var reviewed = await attendee.ReviewAsync();
        Assert.Equal(reviewed, await attendee.CastAsync());
        await firstPhone.PictureAsync("attendee-received-phone-zh", whole: true);
    }

    private async Task step_9_another_scans_the_card_with_the_camera()
    {
        CardCamera.Film(cards[1], scratch["card.y4m"]);
        cameraChromium = await Chromium.StartAsync(scratch["card.y4m"]);
        var phone = await PhoneAsync(cameraChromium);
        var attendee = new AttendeePage(phone);
        await phone.Page.GotoAsync($"{server.Address}/v/{meeting}");
        await phone.Button(attendee.Word("scan.startCamera")).ClickAsync();
        await attendee.UsableAsync();
        await attendee.MarkAsync("P1", 0);
        await attendee.AbstainAsync("P2");
        await attendee.ReviewAsync();
        await attendee.CastAsync();
        Note((await OptionsAsync())["P1"][0], null);
        await cameraChromium.DisposeAsync();
    }

    private async Task step_10_the_others_cast()
    {
        (string? First, string? Second)[] marks = [("C1", "C4"), ("C2", "C4"), ("C3", "C1"), (null, "C4"), ("C1", null), ("C2", "C2")];
        foreach (var (card, (first, second)) in cards.Skip(2).Zip(marks))
        {
            await using var attendee = new Attendee(new Uri(server.Address), card);
            await attendee.ScanAsync();
            await attendee.CastAsync((contest, _) => Choice(contest, contest.Id == "P1" ? first : second));
            Note(first, second);
        }
    }

    /// <summary>The option of this id, or an abstention.</summary>
    private static ContestChoice Choice(ContestBody contest, string? option) => option is null
        ? new ContestChoice([], [], Abstain: true)
        : ContestChoice.Of(contest.Options.ToList().FindIndex(item => item.Id == option));

    private async Task step_11_a_second_ballot_of_a_card_is_refused_or_replaces_the_first()
    {
        // A second ballot that does not name the first is no replacement.
        await using (var again = new Attendee(new Uri(server.Address), cards[2]))
        {
            await again.ScanAsync();
            var refused = await Assert.ThrowsAsync<DemoException>(() => again.CastAsync((contest, _) => Choice(contest, null)));
            Assert.Contains("already-cast", refused.Message, StringComparison.Ordinal);
        }

        // The page names it: the card is scanned again on another phone, and the new ballot counts.
        var phone = await PhoneAsync();
        var attendee = new AttendeePage(phone);
        await phone.Page.GotoAsync(cards[0]);
        await phone.Heading(attendee.Word("already.title")).WaitForAsync();
        await phone.PictureAsync("attendee-already-phone-zh");
        await phone.Button(attendee.Word("already.revote")).ClickAsync();
        await attendee.UsableAsync();
        await attendee.MarkAsync("P1", 2);
        await attendee.MarkAsync("P2", 2);
        await attendee.ReviewAsync();
        await attendee.CastAsync();
        firstPhone = phone;
        var contests = await OptionsAsync();
        Note(contests["P1"][2], contests["P2"][2]);
    }

    private async Task step_12_voided_unknown_and_damaged_cards_are_refused()
    {
        var phone = await PhoneAsync();
        var attendee = new AttendeePage(phone);
        await phone.Page.GotoAsync(voided[0]);
        Assert.Equal("card-voided", await attendee.RefusalAsync());
        await phone.PictureAsync("attendee-voided-phone-zh");

        // A card of another meeting: a good code of the same organizer, but no card of this meeting.
        var link = new Uri(cards[0]);
        Assert.True(CardLink.TryParseFragment(link.Fragment.TrimStart('#'), out var seed, out var fingerprint));
        seed[0] ^= 1;
        await phone.Page.GotoAsync("about:blank");
        await phone.Page.GotoAsync($"{server.Address}/v/{meeting}#{CardLink.FormatFragment(seed, fingerprint)}");
        Assert.Equal("card-unknown", await attendee.RefusalAsync());

        await phone.Page.GotoAsync("about:blank");
        await phone.Page.GotoAsync($"{server.Address}/v/{meeting}{link.Fragment[..12]}");
        await phone.Page.Locator("#scan .note.bad").WaitForAsync();
        await phone.PictureAsync("attendee-damaged-phone-zh");
    }

    private async Task<Device> PhoneAsync(Chromium? browser = null)
    {
        var phone = await DeviceAsync(Chromium.Phone, browser);
        traffic.Add(new Traffic(phone.Context));
        return phone;
    }

    private void Note(string? first, string? second) => expected.AddRange([("P1", first), ("P2", second)]);
}
