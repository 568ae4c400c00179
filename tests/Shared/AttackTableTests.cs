using System.Reflection;
using Xunit;

namespace RecommendVote.Tests.Common;

/// <summary>Every test that tests/ATTACKS.md names in this project exists, is run, and carries the row's id as a trait.</summary>
public sealed class AttackTableTests
{
    [Fact]
    public void Every_row_of_this_project_names_a_test_that_exists()
    {
        var assembly = typeof(AttackTableTests).Assembly;
        var project = assembly.GetName().Name!.Split('.')[1];
        foreach (var row in AttackTable.Read())
        {
            foreach (var test in row.Tests.Where(test => test.Project == project))
            {
                var types = assembly.GetTypes().Where(type => type.Name == test.Place).ToList();
                Assert.True(types.Count == 1, $"{row.Id}: class {test.Place}");
                var methods = types[0].GetMethods().Where(method => method.Name == test.Name).ToList();
                Assert.True(methods.Count == 1, $"{row.Id}: {test.Place}.{test.Name}");
                var attributes = methods[0].GetCustomAttributesData();
                Assert.True(
                    attributes.Any(a => typeof(FactAttribute).IsAssignableFrom(a.AttributeType)) && !attributes.Any(IsSkipped),
                    $"{row.Id}: {test.Place}.{test.Name} is not run");
                Assert.True(
                    attributes.Where(a => a.AttributeType == typeof(TraitAttribute)).Any(a => Names(a, row.Id)),
                    $"{row.Id}: {test.Place}.{test.Name} lacks [Trait(\"Attack\", \"{row.Id}\")]");
            }
        }
    }

    private static bool IsSkipped(CustomAttributeData attribute) => attribute.NamedArguments.Any(argument => argument.MemberName == "Skip");

    private static bool Names(CustomAttributeData trait, string id) =>
        string.Equals((string?)trait.ConstructorArguments[0].Value, "Attack", StringComparison.OrdinalIgnoreCase)
        && (string?)trait.ConstructorArguments[1].Value == id;
}
