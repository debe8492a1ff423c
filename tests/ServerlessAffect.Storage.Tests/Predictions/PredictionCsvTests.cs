using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ServerlessAffect.Conformance;
using ServerlessAffect.Core.Media;
using ServerlessAffect.Core.Ports;
using ServerlessAffect.Core.Readings;
using ServerlessAffect.Storage.Predictions;
using ServerlessAffect.Testing;

namespace ServerlessAffect.Storage.Tests.Predictions;

public sealed class PredictionCsvTests(StorageAccounts accounts) : IClassFixture<StorageAccounts>
{
    [Fact]
    public void The_table_has_a_line_per_row_and_a_column_per_class() => Assert.Equal(
        "row,status,label,confidence,unsure,\"p_sad, low\",p_glad,error_code,error_message\r\n" +
        "0,scored,glad,0.30000000000000004,false,0.6999999999999998,0.30000000000000004,,\r\n" +
        "2,failed,,,,,,empty-text,Row 2 has no text.\r\n",
        Csv(Samples.Prediction("a")));

    [Fact]
    public void A_table_without_a_scored_row_has_no_classes() => Assert.Equal(
        "row,status,label,confidence,unsure,error_code,error_message\r\n2,failed,,,,empty-text,Row 2 has no text.\r\n",
        Csv(Samples.Prediction("a") with { Readings = [Samples.Prediction("a").Readings[1]] }));

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("-x", "\"'-x\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    public void What_a_spreadsheet_would_run_is_disarmed(string label, string field) =>
        Assert.Contains($"\r\n0,scored,{field},", Csv(Samples.Prediction("a", label: label)), StringComparison.Ordinal);

    [Fact]
    public void Every_field_comes_back_and_none_starts_a_formula() => Prop.ForAll<NonNull<string>, NonNull<string>>((label, message) =>
    {
        var document = Samples.Prediction("a", label: label.Get);
        document = document with { Readings = [document.Readings[0], document.Readings[1] with { Error = new ReadingError("empty-text", message.Get) }] };
        var records = Rfc4180(Csv(document));
        Assert.Equal(3, records.Count);
        Assert.All(records, r => Assert.Equal(9, r.Count));
        Same(label.Get, records[1][2]);
        Same(message.Get, records[2][8]);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count()));

    [Fact]
    public async Task The_table_stands_before_the_json_that_commits_it()
    {
        var storage = new AzureStorage(accounts);
        await storage.Port<IPredictionStore>().TryWriteAsync(Samples.Prediction("a"), CancellationToken.None);
        var name = $"predictions/{Samples.Hash("a")}/{Samples.Hash("schema")}/mood@20260304-0123abcd";
        Assert.Equal([name + ".csv", name + ".json"], await storage.BlobNamesAsync());

        // As after a crash between the two: the next attempt writes what is missing.
        await storage.Blobs.GetBlobContainerClient("predictions").DeleteBlobAsync(name["predictions/".Length..] + ".json");
        Assert.False(await storage.Port<IPredictionStore>().ExistsAsync(Samples.Hash("a"), Samples.Hash("schema"), "mood", "20260304-0123abcd", CancellationToken.None));
        Assert.True(await storage.Port<IPredictionStore>().TryWriteAsync(Samples.Prediction("a"), CancellationToken.None));
    }

    [Fact]
    public async Task A_recording_has_a_line_for_each_span_and_a_track()
    {
        var sample = Samples.Prediction("a");
        var reading = sample.Readings[0] with { Windows = [new ReadingWindow(0, 2.25, "glad", 0.5, false), new ReadingWindow(2.25, 4, "sad, low", 0.25, true)] };
        var recording = sample with { Modality = Modality.Video, Readings = [reading] };
        Assert.Equal(
            "row,start,end,status,label,confidence,unsure,\"p_sad, low\",p_glad,error_code,error_message\r\n" +
            "0,,,scored,glad,0.30000000000000004,false,0.6999999999999998,0.30000000000000004,,\r\n" +
            "0,0,2.25,scored,glad,0.5,false,,,,\r\n" +
            "0,2.25,4,scored,\"sad, low\",0.25,true,,,,\r\n",
            Csv(recording));

        var storage = new AzureStorage(accounts);
        await storage.Port<IPredictionStore>().TryWriteAsync(recording, CancellationToken.None);
        var name = $"predictions/{Samples.Hash("a")}/{Samples.Hash("schema")}/mood@20260304-0123abcd";
        Assert.Equal([name + ".csv", name + ".json", name + ".vtt"], await storage.BlobNamesAsync());
        Assert.StartsWith("WEBVTT\n", await storage.ReadTextAsync("predictions", name["predictions/".Length..] + ".vtt"), StringComparison.Ordinal);
    }

    private static void Same(string expected, string found)
    {
        Assert.True(found.Length == 0 || !"=+-@\t\r\n".Contains(found[0], StringComparison.Ordinal) || double.TryParse(found, CultureInfo.InvariantCulture, out _), found);
        Assert.Equal(expected, expected.Length > 0 && found.Length == expected.Length + 1 ? found[1..] : found);
    }

    private static string Csv(PredictionDocument document) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(PredictionCsv.Write(document));

    /// <summary>The plainest reader of RFC 4180 there is.</summary>
    private static List<List<string>> Rfc4180(string text)
    {
        var (records, fields, field, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(text[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is ',' or '\r' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
                if (c == '\r')
                {
                    i++;
                    records.Add(fields);
                    fields = [];
                }
            }
            else
            {
                field.Append(c);
            }
        }

        return records;
    }
}
