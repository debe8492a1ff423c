using ServerlessAffect.Core.Errors;
using ServerlessAffect.Core.Purposes;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Core.Tests.Purposes;

public class VoicePurposeTests
{
    [Theory]
    [InlineData("evaluation", "evaluation")]
    [InlineData(" Research ", "research")]
    [InlineData("OWN_RECORDINGS", "own-recordings")]
    [InlineData("own recordings", "own-recordings")]
    [InlineData("healthcare-research", "healthcare-research")]
    public void A_purpose_on_the_list_is_read_however_it_is_written(string declared, string name) => Assert.Equal(name, VoicePurpose.Parse(declared).Name);

    [Theory]
    [InlineData("workplace")]
    [InlineData("employee-monitoring")]
    [InlineData("HR")]
    [InlineData("hr-screening")]
    [InlineData("Human Resources")]
    [InlineData("recruiting")]
    [InlineData("call-centre")]
    [InlineData("call center quality")]
    [InlineData("staff wellbeing")]
    [InlineData("education")]
    [InlineData("school")]
    [InlineData("e-learning")]
    [InlineData("exams")]
    [InlineData("student_engagement")]
    [InlineData("research in schools")]
    [InlineData("creative,workplace")]
    [InlineData("evaluation of employees")]
    public void The_workplace_and_education_are_refused(string declared)
    {
        var fault = Assert.Throws<AffectException>(() => VoicePurpose.Parse(declared));
        Assert.Equal(ErrorCodes.ProhibitedPurpose, fault.Code);
        Assert.Contains("article 5(1)(f)", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marketing")]
    [InlineData("true")]
    [InlineData("*")]
    [InlineData("research, creative")]
    [InlineData("evaluation\u0000")]
    [InlineData("évaluation")]
    [InlineData("arbeitsplatz")]
    public void What_is_not_on_the_list_is_refused_with_the_list(string declared)
    {
        var fault = Assert.Throws<AffectException>(() => VoicePurpose.Parse(declared));
        Assert.Equal(ErrorCodes.UnknownPurpose, fault.Code);
        Assert.All(VoicePurpose.Accepted, purpose => Assert.Contains(purpose.Name, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_without_end_is_refused_with_a_short_sentence() =>
        Assert.InRange(Assert.Throws<AffectException>(() => VoicePurpose.Parse(new string('x', 1_000_000))).Message.Length, 1, 400);

    [Fact]
    public void No_purpose_that_is_accepted_names_a_prohibited_area() =>
        Assert.DoesNotContain(VoicePurpose.Accepted, purpose => ProhibitedAreas.AreNamedIn(purpose.Name));

    [Fact]
    public void The_page_lists_what_is_accepted_and_nothing_else()
    {
        var rows = File.ReadLines(Path.Combine(SharedFiles.RepositoryRoot, "docs", "responsibility.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal) && !l.Contains("Affect:Purpose", StringComparison.Ordinal));
        Assert.Equal(VoicePurpose.Accepted.Select(p => $"| `{p.Name}` | {p.Meaning} |"), rows);
    }
}
