using RecommendVote.CardReader;

namespace RecommendVote.EndToEnd.Tests.Meeting;

public sealed partial class WholeMeetingTests
{
    private readonly List<string> voided = [];
    private List<string> cards = [];

    private async Task step_2_the_organizer_prepares_the_meeting()
    {
        await organizer.GoAsync("/meetings/new");
        await organizer.FillAsync(organizer.Word("meeting.title"), "端到端会议推荐");
        await organizer.FillAsync(organizer.Word("meeting.min-group"), "3");
        await organizer.Page.GetByLabel(organizer.Word("meeting.revoting"), new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await organizer.Device.PictureAsync("console-new-meeting-desk-zh", whole: true);
        await organizer.PressAsync("new.create");
        await organizer.Page.WaitForURLAsync(url => url.Contains("/meetings/m", StringComparison.Ordinal));
        meeting = new Uri(organizer.Page.Url).Segments[^1].TrimEnd('/');

        await organizer.GoAsync($"/meetings/{meeting}/announcement");
        await organizer.PressAsync("announcement.example");
        await organizer.PressAsync("save");
        await SavedAsync();

        await organizer.GoAsync($"/meetings/{meeting}/positions");
        await organizer.PressAsync("positions.add");
        foreach (var (title, place) in new[] { "办公室副主任", "业务科科长" }.Select((title, place) => (title, place)))
            await organizer.FillAsync(organizer.Word("positions.title"), title, organizer.Page.Locator("section.card").Nth(place));
        await organizer.PressAsync("save");
        await SavedAsync();

        await ImportAsync("roster", Spreadsheets.File("roster.csv", Spreadsheets.Roster), 4);
        await ImportAsync("attendees", Spreadsheets.File("attendees.csv", Spreadsheets.Attendees), 8);

        await organizer.GoAsync($"/meetings/{meeting}/staff");
        await organizer.PressAsync("save");
        await SavedAsync();
        await organizer.Device.PictureAsync("console-staff-desk-zh");
    }

    private async Task step_3_trustees_make_their_keys()
    {
        await organizer.GoAsync($"/meetings/{meeting}/trustees");
        for (var number = 1; number <= 3; number++)
        {
            await organizer.FillAsync(organizer.Word("trustees.name"), $"监票人{number}");
            await organizer.PressAsync("trustees.make-link");
            var secret = organizer.Page.Locator(".once .secret");
            var invitation = (await secret.InnerTextAsync()).Trim();
            await organizer.PressAsync("once.close");
            await secret.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
            trustees.Add(new TrusteeDesk(await DeviceAsync(number == 1 ? Chromium.Phone : Chromium.Desk), invitation, scratch.Folder, number));
        }
        foreach (var trustee in trustees)
            await trustee.MakeKeyAsync();
        await trustees[0].Device.PictureAsync("trustee-registered-phone-zh", whole: true);
    }

    private async Task step_4_manifest_and_contests_are_signed()
    {
        await organizer.GoAsync($"/meetings/{meeting}/sign");
        await organizer.PressAsync("sign.propose");
        Assert.False(await organizer.SignHereAsync("console-sign-manifest-desk-zh"));
        Assert.True(await officer.SignAsync(meeting));

        await organizer.GoAsync($"/meetings/{meeting}/sign");
        await organizer.PressAsync("sign.propose");
        Assert.True(await organizer.SignHereAsync());
    }

    private async Task step_5_trustees_back_up_load_back_and_rehearse()
    {
        foreach (var trustee in trustees)
            await trustee.BackUpAsync();
        foreach (var trustee in trustees)
            await trustee.RehearsedAsync();
        await trustees[1].Device.PictureAsync("trustee-ready-desk-zh", whole: true);
    }

    private async Task step_6_cards_are_printed_signed_and_the_spares_voided()
    {
        await organizer.GoAsync($"/meetings/{meeting}/cards");
        var print = organizer.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = organizer.Word("cards.print") });
        await print.WaitForAsync();
        // A real meeting's cards are made away from the server; here the sheet that the server makes is what is tested.
        await organizer.Page.GetByLabel(organizer.Word("cards.here.confirm"), new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await organizer.Device.PictureAsync("console-cards-desk-zh");
        var download = await organizer.Page.RunAndWaitForDownloadAsync(() => print.ClickAsync(), new PageRunAndWaitForDownloadOptions { Timeout = 60_000 });
        await download.SaveAsAsync(scratch["cards.pdf"]);
        var sheet = CardSheetReader.Read(await File.ReadAllBytesAsync(scratch["cards.pdf"], TestContext.Current.CancellationToken));
        cards = [.. sheet.Texts.Where(text => text.Contains('#', StringComparison.Ordinal))];
        // 4 people and 2 spares in each category; the sheet holds category A before category B.
        Assert.Equal(12, cards.Distinct().Count());

        Assert.True(await issuer.SignAsync(meeting));
        Assert.True(await issuer.SignAsync(meeting));

        voided.AddRange([cards[4], cards[5], cards[10], cards[11]]);
        cards.RemoveAll(voided.Contains);
        await organizer.GoAsync($"/meetings/{meeting}/cards");
        var scanned = organizer.Word("void.scanned");
        await organizer.FillAsync(scanned, string.Join('\n', voided), organizer.Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = scanned }));
        await organizer.PressAsync("void.propose");
        Assert.True(await organizer.SignHereAsync());
    }

    private async Task step_7_check_in_and_opening_with_the_officers_signature()
    {
        await organizer.GoAsync($"/meetings/{meeting}/check-in");
        var ticks = organizer.Page.Locator(".people input[type=checkbox]");
        await ticks.First.WaitForAsync();
        Assert.Equal(8, await ticks.CountAsync());
        for (var number = 0; number < 8; number++)
        {
            await ticks.Nth(number).CheckAsync();
            await organizer.Page.Locator(".tiles .tile b").First.GetByText($"{number + 1} / 8").WaitForAsync();
        }
        await organizer.Device.PictureAsync("console-check-in-desk-zh");

        await organizer.GoAsync($"/meetings/{meeting}/open");
        await organizer.Page.Locator("button.hold:enabled").WaitForAsync();
        await organizer.Device.PictureAsync("console-preflight-desk-zh", whole: true);
        await organizer.HoldAsync("open.do");
        Assert.False(await organizer.SignHereAsync());
        Assert.True(await officer.SignAsync(meeting, "console-sign-opening-desk-zh"));
    }

    private async Task ImportAsync(string page, FilePayload file, int rows)
    {
        await organizer.GoAsync($"/meetings/{meeting}/{page}");
        await organizer.Page.Locator(".drop input[type=file]").SetInputFilesAsync(file);
        var import = organizer.Page.Locator(".import-actions button").First;
        await import.WaitForAsync();
        await organizer.Device.PictureAsync($"console-import-{page}-desk-zh", whole: true);
        await organizer.Device.Button(string.Format(System.Globalization.CultureInfo.InvariantCulture, organizer.Word("import.do"), rows)).ClickAsync();
        await organizer.Page.GetByText(string.Format(System.Globalization.CultureInfo.InvariantCulture, organizer.Word("import.done"), rows)).WaitForAsync();
    }

    private Task SavedAsync() => organizer.Page.GetByText(organizer.Word("saved"), new PageGetByTextOptions { Exact = true }).First.WaitForAsync();
}
