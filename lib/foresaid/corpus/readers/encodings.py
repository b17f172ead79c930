"""In which encoding a text file was written: its mark, UTF-8 if it fits, else the likeliest of the usual ones."""

import codecs

from foresaid.corpus.readers.streams import CutShort, open_bounded, read_head

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
USUAL = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "gb18030", "big5", "shift_jis", "euc_kr", "koi8_r"]
SAMPLE = 1 << 18
WEST, CENTRE = "àèêìïñòùœæøåãÀÈÊÑÆØÅÃ", "ąćęłńśźżčďěňřšťůžľĺőűăşţđŐŰĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽ"  # é, ö: the same in both


def find_encoding(path):
    """Find a file's encoding. Returns (codec name, a note for the report or '')."""
    head = read_head(path, 4096)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name, ""
    if head[1::2].count(0) > len(head) // 5:
        return "utf-16-le", "The file has no mark; it was read as UTF-16."
    if head[::2].count(0) > len(head) // 5:
        return "utf-16-be", "The file has no mark; it was read as UTF-16."
    bad, good, sample = _count_utf8(path)
    if not bad:
        return "utf-8", ""
    if good > 5 * bad:
        return "utf-8", f"{bad:,} damaged character(s) of UTF-8 became U+FFFD."
    name = _guess(sample)
    return name, f"The file is not UTF-8; it was read as {name}, a guess."


def _count_utf8(path):
    """Count what is wrong and what is right in the file as UTF-8. Returns (bad, good, bytes around the first bad)."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    bad = good = 0
    sample = b""
    with open_bounded(path) as stream:
        try:
            while data := stream.read1(1 << 20):
                if data.isascii() and not decoder.getstate()[0]:
                    continue
                text = decoder.decode(data)
                here = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
                bad += max(here, 0)
                good += sum(data.count(lead) for lead in _LEADS) - max(here, 0)
                if here > 0 and len(sample) < SAMPLE:
                    sample += data[:SAMPLE]
        except CutShort:
            pass  # the reader of the rows meets the damage too, and says so
    return bad, good, sample


_LEADS = [bytes([lead]) for lead in (*range(0xC3, 0xD2), *range(0xE0, 0xF0), 0xF0)]


def _guess(sample):
    import charset_normalizer
    best = charset_normalizer.from_bytes(sample, cp_isolation=USUAL).best()
    name = best.encoding if best else "cp1252"
    return west_or_centre(sample) if name == "cp1250" else name


def west_or_centre(sample):
    """Windows-1252 or Windows-1250, which guessers confuse: by letters that only one half of Europe writes.

    >>> west_or_centre("la fenêtre où l'été".encode("cp1252")), west_or_centre("żółć, źdźbło".encode("cp1250"))
    ('cp1252', 'cp1250')
    """
    west, centre = (sum(map(sample.decode(name, "replace").count, letters))
                    for name, letters in (("cp1252", WEST), ("cp1250", CENTRE)))
    return "cp1250" if centre > west else "cp1252"
