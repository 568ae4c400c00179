using CsCheck;
using Xunit;

namespace RecommendVote.Crypto.Tests;

public class CardTests
{
    [Fact]
    public void Seed_text_survives_every_way_people_and_scanners_write_it()
    {
        Gen.Byte.Array[16].Sample(seed =>
        {
            var text = CardSeedText.Format(seed);
            var typed = text.ToLowerInvariant().Replace('1', 'l').Replace('0', 'o');
            return text.Length == 28
                && CardSeedText.TryParse(text, out var a) && a.AsSpan().SequenceEqual(seed)
                && CardSeedText.TryParse(CardSeedText.FormatGrouped(seed), out var b) && b.AsSpan().SequenceEqual(seed)
                && CardSeedText.TryParse(" " + typed.Replace('l', 'I') + "-", out var c) && c.AsSpan().SequenceEqual(seed)
                && CardSeedText.TryFindLast($"HTTPS://h.example/v/meeting-1#{text}.AAAAAAAAAAAAAAAA\r\n", out var d) && d.AsSpan().SequenceEqual(seed);
        }, iter: 500);
    }

    [Fact]
    public void The_last_of_two_scanned_seeds_counts_and_noise_around_it_is_skipped()
    {
        byte[] first = [.. Enumerable.Repeat((byte)1, 16)], second = [.. Enumerable.Repeat((byte)2, 16)];
        var link = (byte[] seed) => CardLink.Format("h.example", "meeting-1", seed, new byte[12]);
        Assert.True(CardSeedText.TryFindLast(link(first) + link(second), out var found));
        Assert.Equal(second, found);
        Assert.False(CardSeedText.TryFindLast("no seed here", out _));
        Assert.False(CardSeedText.TryFindLast(null, out _));
        Assert.False(CardSeedText.TryFindLast(new string('A', 5000), out _));
    }

    [Fact]
    public void A_wrong_letter_a_swap_and_spare_bits_are_noticed()
    {
        var seed = Suite.P256.Hash("seed"u8)[..16];
        var text = CardSeedText.Format(seed);
        var missed = 0;
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".Where(c => c != text[i]))
            {
                if (CardSeedText.TryParse(text[..i] + letter + text[(i + 1)..], out _))
                    missed++;
            }
        }
        // 10 check bits: about one wrong letter in a thousand slips through, and leads to a card that is not on the list
        Assert.InRange(missed, 0, 6);
        Assert.False(CardSeedText.TryParse(text[..25] + "Z" + text[26..], out _));
        foreach (var bad in new[] { null, "", text[..27], text + "0", text[..27] + "U", text[..27] + "é", new string('0', 300) })
            Assert.False(CardSeedText.TryParse(bad, out _));
    }

    [Fact]
    public void Card_fragments_carry_seed_and_fingerprint_in_one_spelling()
    {
        var seed = Suite.P256.Hash("seed"u8)[..16];
        var fingerprint = CardLink.Fingerprint(Suite.Sm2, "organizer key"u8);
        Assert.Equal(Suite.Sm2.Hash("organizer key"u8)[..12], fingerprint);
        var fragment = CardLink.FormatFragment(seed, fingerprint);
        Assert.True(CardLink.TryParseFragment("#" + fragment, out var s, out var f));
        Assert.Equal(seed, s);
        Assert.Equal(fingerprint, f);
        foreach (var bad in new[] { null, "", "#", fragment[..^1], fragment + "A", fragment.Replace('.', ','), fragment[..29] + "AAAAAAAAAAAAAAA=", fragment[..29] + "AAAA AAAAAAAAAAA" })
            Assert.False(CardLink.TryParseFragment(bad, out _, out _));
    }

    [Theory]
    [MemberData(nameof(Suites.All), MemberType = typeof(Suites))]
    [Trait("Attack", "A57")]
    public void Card_keys_depend_on_seed_and_meeting_and_hide_themselves(string name)
    {
        var suite = Suites.Get(name);
        var seed = suite.Hash("seed"u8)[..16];
        using var key = CardKey.FromSeed(suite, seed, "meeting-1");
        using var again = CardKey.FromSeed(suite, seed, "meeting-1");
        using var elsewhere = CardKey.FromSeed(suite, seed, "meeting-2");
        using var another = CardKey.FromSeed(suite, suite.Hash("other"u8).AsSpan(0, 16), "meeting-1");
        Assert.Equal(key.PublicKey, again.PublicKey);
        Assert.NotEqual(key.PublicKey, elsewhere.PublicKey);
        Assert.NotEqual(key.PublicKey, another.PublicKey);
        Assert.Equal(suite.Group.Generator * suite.HashToScalar([.. seed, .. "meeting-1"u8], "card"), key.PublicKey);
        Assert.Equal(suite.HashToScalar([.. seed, .. "meeting-1"u8], "card"), key.Secret);
        Assert.Equal("CardKey", key.ToString());
        Assert.Throws<ArgumentException>(() => CardKey.FromSeed(suite, new byte[15], "meeting-1"));
        again.Dispose();
        Assert.Throws<ObjectDisposedException>(() => again.Secret);
    }

    [Fact]
    public void Short_trackers_are_sixteen_letters_of_the_first_ten_bytes()
    {
        var tracker = new byte[32];
        Assert.Equal("0000000000000000", ShortTracker.Format(tracker));
        Array.Fill(tracker, (byte)255);
        Assert.Equal("ZZZZZZZZZZZZZZZZ", ShortTracker.Format(tracker));
        Assert.Throws<ArgumentException>(() => ShortTracker.Format(new byte[10]));
    }
}
