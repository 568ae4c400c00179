using System.Net.Http.Json;
using System.Text.Json;
using RecommendVote.Record;

namespace RecommendVote.EndToEnd.Tests.Meeting;

public sealed partial class WholeMeetingTests
{
    private string record = "";

    private async Task step_13_closing_with_both_signatures()
    {
        await organizer.GoAsync($"/meetings/{meeting}/live");
        await organizer.HoldAsync("live.close.do");
        await organizer.Device.PictureAsync("console-live-countdown-desk-zh", whole: true);
        // After 30 seconds casting is frozen and the page leads to the signature.
        await organizer.Page.Locator(".signing label.check input").WaitForAsync(new LocatorWaitForOptions { Timeout = 60_000 });
        Assert.False(await organizer.SignHereAsync());
        Assert.True(await officer.SignAsync(meeting));
    }

    private async Task step_14_the_phone_says_that_the_ballot_is_counted()
    {
        await firstPhone.Page.GetByText(Texts.Client("zh", "voting", "received.counted")).WaitForAsync(new LocatorWaitForOptions { Timeout = 30_000 });
        await firstPhone.PictureAsync("attendee-counted-phone-zh", whole: true);
    }

    private async Task step_15_trustees_open_the_totals()
    {
        await trustees[0].ConsentAfterReloadAsync();
        var spare = await DeviceAsync(Chromium.Desk);
        await trustees[1].ConsentFromBackupAsync(spare);
        await trustees[2].ConsentAsync();
        await TrusteeDesk.FinishedAsync(trustees[0].Device);
        await TrusteeDesk.FinishedAsync(spare);
        await TrusteeDesk.FinishedAsync(trustees[2].Device);
        await spare.PictureAsync("trustee-finished-desk-zh", whole: true);
    }

    private async Task step_16_the_officer_verifies_and_attests()
    {
        await officer.GoAsync($"/meetings/{meeting}/result");
        await officer.Device.Heading("办公室副主任").WaitForAsync();
        await officer.Device.PictureAsync("console-result-desk-zh", whole: true);
        await officer.GoAsync($"/meetings/{meeting}/verify");
        await officer.PressAsync("verify.start");
        await officer.Page.Locator("#finding").WaitForAsync();
        await officer.Device.PictureAsync("console-verify-desk-zh", whole: true);
        await officer.PressAsync("attest.do");
        Assert.True(await officer.SignHereAsync());
        await officer.WitnessAsync(meeting, "console-witness-desk-zh");
        // Leaving the page of the signature may have cost its cosignature; the witness page gave it again before it said that it holds.
        record = await DownloadRecordAsync("record.zip");
    }

    private async Task<string> DownloadRecordAsync(string name)
    {
        await officer.GoAsync($"/meetings/{meeting}");
        var download = await officer.Page.RunAndWaitForDownloadAsync(() => officer.Page.GetByText(officer.Word("home.record")).ClickAsync());
        await download.SaveAsAsync(scratch[name]);
        return scratch[name];
    }

    private async Task step_17_the_record_verifies_offline_and_no_altered_one_does()
    {
        var whole = await Rv.RunAsync("verify", record, "--json");
        Assert.True(whole.ExitCode == 0, whole.Text);
        foreach (var contest in whole.Json.GetProperty("contests").EnumerateArray())
        {
            var id = contest.GetProperty("id").GetString();
            foreach (var option in contest.GetProperty("options").EnumerateArray())
                Assert.Equal(expected.Count(mark => mark == (id, option.GetProperty("id").GetString())), option.GetProperty("votes").GetInt32());
            Assert.Equal(expected.Count(mark => mark == (id, null)), contest.GetProperty("abstain").GetInt32());
        }

        var bytes = await File.ReadAllBytesAsync(record, TestContext.Current.CancellationToken);
        var (entry, start) = FirstBallot(bytes);
        var flipped = bytes.ToArray();
        flipped[start + 200] ^= 1;
        await File.WriteAllBytesAsync(scratch["flipped.zip"], flipped, TestContext.Current.CancellationToken);
        var altered = await Rv.RunAsync("verify", scratch["flipped.zip"], "--json");
        Assert.Equal(1, altered.ExitCode);
        var failed = altered.Json.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("outcome").GetString() == "failed").ToList();
        Assert.Contains(failed, check => check.GetProperty("entry").GetInt32() == entry);

        await File.WriteAllBytesAsync(scratch["cut.zip"], bytes[..(bytes.Length * 2 / 3)], TestContext.Current.CancellationToken);
        Assert.Equal(2, (await Rv.RunAsync("verify", scratch["cut.zip"])).ExitCode);
    }

    private async Task step_18_no_secret_of_a_card_is_found_anywhere()
    {
        var kept = await Task.WhenAll(firstPhone.Page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"));
        foreach (var canary in cards.Concat(voided).Select(card => new Canary(card)))
        {
            Assert.DoesNotContain(traffic.SelectMany(device => device.Sent), canary.IsIn);
            Assert.DoesNotContain(kept, canary.IsIn);
            Assert.False(canary.IsIn(server.Output), "the server's log holds a secret");
            Assert.Empty(canary.FilesIn(server.Data));
        }
        // The search does find what is there.
        var held = Directory.CreateDirectory(scratch["held"]).FullName;
        await File.WriteAllTextAsync(Path.Combine(held, "log.txt"), $"GET {cards[0]}", TestContext.Current.CancellationToken);
        Assert.Single(new Canary(cards[0]).FilesIn(held));
        Assert.True(traffic.Sum(device => device.Sent.Count) > 20);
    }

    /// <summary>Index and offset of the first ballot in the stored member of the record.</summary>
    private static (int Entry, int Start) FirstBallot(byte[] file)
    {
        var start = file.AsSpan().IndexOf("{\"type\":"u8);
        for (var entry = 0; ; entry++)
        {
            var line = file.AsSpan(start);
            if (line.StartsWith("{\"type\":\"ballot\""u8))
                return (entry, start);
            start += line.IndexOf((byte)'\n') + 1;
        }
    }

    /// <summary>Option ids in ballot order, from the signed contests entry.</summary>
    private async Task<Dictionary<string, List<string>>> OptionsAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        var open = await http.GetFromJsonAsync<JsonElement>($"api/meetings/{meeting}/public", TestContext.Current.CancellationToken);
        Assert.True(Bytes.TryParse(open.GetProperty("contests").GetString()!, out var entry));
        var body = JsonDocument.Parse(entry.Memory).RootElement.GetProperty("body").GetString()!;
        Assert.True(Bytes.TryParse(body, out var contests));
        return JsonDocument.Parse(contests.Memory).RootElement.GetProperty("contests").EnumerateArray().ToDictionary(
            contest => contest.GetProperty("id").GetString()!,
            contest => contest.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("id").GetString()!).ToList());
    }
}
