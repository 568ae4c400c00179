using System.Security.Cryptography;
using RecommendVote.Crypto;
using RecommendVote.Documents.Cards;
using RecommendVote.Record;
using RecommendVote.Record.Cards;

namespace RecommendVote.Tool.Cards;

/// <summary>What making cards gives: the sheet to print, which holds every seed, and the public list, which holds none.</summary>
/// <param name="Sheet">Goes to the printer and nowhere else.</param>
/// <param name="List">Goes to the server.</param>
public sealed record MadeCards(CardSheet Sheet, CardListFile List);

/// <summary>Makes the cards of a plan (docs/spec/cards-file.md, "Making").</summary>
public static class CardMaking
{
    /// <param name="plan">A verified plan.</param>
    /// <param name="random">Unpredictable: whoever knows a seed can vote with it.</param>
    /// <param name="printedAt">UTC, for the cover.</param>
    public static MadeCards Make(CardPlanFile plan, IRandomSource random, DateTime printedAt)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(random);
        var (link, fingerprint) = ($"{plan.Address}/v/{plan.Meeting.Meeting}", plan.Fingerprint);
        var cards = new List<CardToPrint>();
        var classes = new List<ListedClass>();
        var seed = new byte[CardKey.SeedLength];
        for (var i = 0; i < plan.Classes.Count; i++)
        {
            var item = plan.Classes[i];
            var keys = new List<Bytes>(item.Cards);
            for (var number = 0; number < item.Cards; number++)
            {
                random.Fill(seed);
                using var key = CardKey.FromSeed(plan.Meeting.Suite, seed, plan.Meeting.Meeting);
                keys.Add(key.PublicKey.Encode());
                cards.Add(new CardToPrint($"{link}#{CardLink.FormatFragment(seed, fingerprint)}", CardSeedText.Format(seed), item.Name, ClassColours.Of(i)));
            }
            keys.Sort();
            classes.Add(new ListedClass(item.Class, item.Category, item.Contests, BytesVector.Join(keys, Point.Length)));
        }
        CryptographicOperations.ZeroMemory(seed);
        var sheet = new CardSheet(CardHeader.Of(plan.Meeting), link, cards, printedAt)
        {
            Spares = plan.Classes.Where(item => item.Spares > 0).GroupBy(item => item.Name).ToDictionary(group => group.Key, group => group.Sum(item => item.Spares)),
        };
        return new MadeCards(sheet, new CardListFile(plan.Meeting.Meeting, plan.ManifestHash, classes));
    }
}
