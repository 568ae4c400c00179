using System.Net.Http.Json;
using System.Text.Json;
using RecommendVote.CardReader;
using RecommendVote.Crypto;
using RecommendVote.Record;

namespace RecommendVote.EndToEnd.Tests.Demo;

/// <summary>Cards of the open practice meeting, read from the printed sheet and given out one at a time.</summary>
internal sealed class PracticeCards(DemoRun run)
{
    private Queue<string>? left;

    /// <summary>The link of a card that is neither used nor voided.</summary>
    public async Task<string> TakeAsync()
    {
        left ??= new Queue<string>(Read());
        while (left.TryDequeue(out var link))
            if (await StatusAsync(link) == "unused")
                return link;
        throw new InvalidOperationException("no practice card is left");
    }

    public async Task<string> StatusAsync(string link)
    {
        var uri = new Uri(link);
        Assert.True(CardLink.TryParseFragment(uri.Fragment.TrimStart('#'), out var seed, out _));
        using var key = CardKey.FromSeed(Suite.Sm2, seed, uri.Segments[^1]);
        using var http = new HttpClient { BaseAddress = new Uri(run.Address) };
        using var answer = await http.PostAsJsonAsync(
            $"api/meetings/{uri.Segments[^1]}/card", new { card = new Bytes(key.PublicKey.Encode()).ToString() }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("status").GetString()!;
    }

    private IEnumerable<string> Read()
    {
        var printed = new DemoOutput(run.Text).PracticeCard;
        var sheet = CardSheetReader.Read(File.ReadAllBytes(Path.Combine(run.Data, "practice-cards.pdf")));
        return sheet.Texts.Where(text => text.Contains('#', StringComparison.Ordinal) && text != printed);
    }
}
