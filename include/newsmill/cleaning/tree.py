"""The page as a tree, or why it cannot be one."""

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from include.newsmill.cleaning.refusal import Refusal
from include.newsmill.model import Reason

# libxml2 stops reading below 256 levels and later steps are quadratic in depth. Pages of newspapers stay under 60.
_TOO_DEEP = "Excessive depth"
# trafilatura's time grows faster than the elements: 50,000 took 7 s. The largest of 755 measured pages has 10,000.
ELEMENTS_MAX = 30_000
_COUNT = etree.XPath("count(//*)")


def parse_tree(html: str) -> HtmlElement | Refusal:
    """Parse a page for trafilatura; never raises.

    Returns:
        The root element, comments and processing instructions left out, or TOO_DEEP, TOO_LARGE or NO_ARTICLE_BODY.
    """
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        root = etree.fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        return Refusal(Reason.TOO_DEEP, "The page nests more than 250 elements in each other.")
    if root is None:
        return Refusal(Reason.NO_ARTICLE_BODY, "There is no element in the page.")
    elements = int(_COUNT(root))
    if elements > ELEMENTS_MAX:
        return Refusal(Reason.TOO_LARGE, f"The page has {elements:,} elements; at most {ELEMENTS_MAX:,} are read.")
    return root
