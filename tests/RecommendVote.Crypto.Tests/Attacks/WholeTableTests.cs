using System.Text.RegularExpressions;
using RecommendVote.Tests.Common;
using Xunit;

namespace RecommendVote.Crypto.Tests;

/// <summary>tests/ATTACKS.md as a whole; the C# tests that it names are looked up in each project by itself.</summary>
public class WholeTableTests
{
    private static readonly string[] Projects = ["Crypto", "Record", "Server", "Tool", "Documents", "EndToEnd", "client"];

    [Fact]
    public void Every_attack_and_every_fault_stands_there_once_and_at_most_five_do_not_apply()
    {
        var rows = AttackTable.Read();
        string[] ids = [.. Enumerable.Range(1, 66).Select(i => $"A{i:D2}"), .. Enumerable.Range(1, 24).Select(i => $"F-B{i}")];
        Assert.Equal(ids, rows.Select(row => row.Id));
        Assert.All(rows, row => Assert.True(row.Tests.Count > 0 || row.Reason.StartsWith("Does not apply: ", StringComparison.Ordinal), row.Id));
        Assert.InRange(rows.Count(row => row.Tests.Count == 0), 0, 5);
        Assert.All(rows.SelectMany(row => row.Tests), test => Assert.Contains(test.Project, Projects));
    }

    [Fact]
    public void Every_test_of_the_client_that_is_named_stands_in_its_file()
    {
        foreach (var row in AttackTable.Read())
        {
            foreach (var test in row.Tests.Where(test => test.Project == "client"))
            {
                var path = Path.Combine(AttackTable.Repository, "kiosk-client", test.Place);
                Assert.True(File.Exists(path), $"{row.Id}: {test.Place}");
                var titles = Regex.Matches(File.ReadAllText(path), @"\b(?:it|test)(?:\.each\([^\n]*\))?\(\s*(['""`])(?<title>(?:\\.|(?!\1).)*)\1")
                    .Select(match => match.Groups["title"].Value.Replace("\\'", "'", StringComparison.Ordinal)).ToList();
                Assert.True(titles.Contains(test.Name), $"{row.Id}: {test.Place}: {test.Name}");
            }
        }
    }

    [Fact]
    [Trait("Attack", "A09")]
    public void A09_every_proof_type_has_forgers_spies_and_a_place_in_the_matrix()
    {
        // the six users of challenge(), as ArchitectureTests finds them, and the tests that attack each
        var rows = AttackTable.Read().ToDictionary(row => row.Id, row => row.Tests.Select(test => $"{test.Place}.{test.Name}").ToList());
        string[] forgers =
        [
            "BallotForgerTests.A01_A02_FB4_a_forger_convinces_the_weakened_verifier_and_never_the_real_one",
            "TrusteeForgerTests.A33_false_decryptions_convince_weakened_verifiers_only",
            "TrusteeForgerTests.A27_a_rogue_key_convinces_a_verifier_that_leaves_R_or_A_out_and_never_the_real_one",
            "TrusteeForgerTests.FB16_a_framing_complaint_convinces_weakened_verifiers_only",
            "TrusteeForgerTests.A05_key_substitution_and_forged_signatures_convince_weakened_verifiers_only",
            "ShuffleForgerTests.A01_A02_commitments_chosen_after_the_challenge",
        ];
        Assert.Superset(forgers.ToHashSet(), rows["A01"].ToHashSet());
        Assert.Superset(forgers.ToHashSet(), rows["A02"].ToHashSet());
        Assert.Contains("BallotForgerTests.A02_the_second_verifier_agrees_with_the_library_and_each_input_is_absorbed_once_before_its_challenge", rows["A02"]);
        Assert.Contains("TrusteeForgerTests.A02_each_input_of_each_trustee_proof_is_absorbed_once_before_its_challenge", rows["A02"]);
        Assert.Contains("MovedProofTests.A07_ballots_hold_in_their_own_meeting_opening_class_layout_key_card_and_order_only", rows["A07"]);
        Assert.Contains("MovedProofTests.A07_trustee_proofs_hold_at_their_own_place_only", rows["A07"]);
        Assert.Contains("ShuffleTests.A37_a_mix_is_bound_to_its_place", rows["A07"]);
    }
}
